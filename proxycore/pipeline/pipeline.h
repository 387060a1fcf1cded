#pragma once
#include <memory>

#include "exchange/handler.h"
#include "pipeline/context.h"
#include "pipeline/runtime.h"

namespace mirror::pipeline {

struct Screening;

/// The sentence of the house: for each request, one room after another, and at the end, on every path, the record. One a worker.
class Pipeline final : public exchange::Handler {
public:
    Pipeline(Context& context, std::shared_ptr<const Runtime> runtime) : m_context(context), m_runtime(std::move(runtime)) {}
    /// Requests from now on use this revision.
    void setRuntime(std::shared_ptr<const Runtime> runtime) { m_runtime = std::move(runtime); }
    void setDraining() { m_draining = true; }

    base::Task<void> serve(exchange::Exchange& exchange) override;
    void refuse(exchange::Exchange& exchange, const Error& error) override;
    void finished(exchange::Exchange& exchange) override;

private:
    base::Task<void> dispatch(exchange::Exchange& exchange, const Runtime& runtime);
    base::Task<void> serveJson(exchange::Exchange& exchange, const Runtime& runtime, std::string_view cors);
    Result<void> screen(exchange::Exchange& exchange, const Runtime& runtime, Screening& screening);
    Result<void> admit(exchange::Exchange& exchange, const Runtime& runtime, SteadyTime from);
    void replyHealth(exchange::Exchange& exchange) const;

    Context& m_context;
    std::shared_ptr<const Runtime> m_runtime;
    bool m_draining = false;
};

}  // namespace mirror::pipeline
