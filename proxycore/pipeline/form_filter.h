#pragma once
#include "exchange/client.h"
#include "http/multipart_reader.h"
#include "mask/masker.h"
#include "pipeline/context.h"
#include "pipeline/rule_log.h"
#include "pipeline/runtime.h"

namespace mirror::pipeline {

/// A form on its way: see openUpload(). Lives as long as the exchange it belongs to.
class FormFilter final : public exchange::RequestBody {
public:
    FormFilter(Context& context, const Runtime& runtime, exchange::Exchange& exchange, std::string_view boundary);

    base::Task<Result<std::string_view>> readSome() override;
    /// Not for forms: they are never read whole.
    base::Task<Result<std::string_view>> readAll() override;
    std::size_t capacity() const override { return 0; }
    static constexpr std::size_t kMaxField = 1024 * 1024;

private:
    Result<void> takeItems();
    Result<void> beginPart(std::string_view raw);
    Result<void> takeData(std::string_view raw);
    Result<void> endField();
    Result<void> screen(std::string_view text, std::string* starred);
    bool isTextField() const { return !m_reader.part().isFile; }

    Context& m_context;
    const Runtime& m_runtime;
    exchange::RequestBody& m_from;
    RuleLog m_log;
    http::MultipartReader m_reader;
    mask::Masker m_masker;
    std::string m_ready;   // may go upstream
    std::string m_given;   // handed out by the last call
    std::string m_head;    // of the text field being collected
    std::string m_field;   // its content
    bool m_inField = false;
    bool m_ended = false;  // the client has sent all
};

}  // namespace mirror::pipeline
