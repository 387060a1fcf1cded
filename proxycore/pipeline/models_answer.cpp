#include "pipeline/models_answer.h"

#include <algorithm>

#include "exchange/local_reply.h"
#include "openai/models_list.h"

namespace mirror::pipeline {

void replyModels(exchange::Exchange& exchange, const route::RouteTable& routes, std::string_view fields) {
    std::vector<openai::ModelEntry> entries;
    for (const auto& model : routes.models()) entries.push_back({model.id, model.ownedBy});
    exchange::replyJson(exchange, 200, openai::modelsJson(entries), fields);
}

void replyModel(exchange::Exchange& exchange, const route::RouteTable& routes, std::string_view fields) {
    const std::string id = openai::percentDecode(exchange.endpoint.modelId);
    exchange.modelAsked = id;
    const auto models = routes.models();
    const auto found = std::find_if(models.begin(), models.end(), [&](const auto& model) { return model.id == id; });
    if (found != models.end()) return exchange::replyJson(exchange, 200, openai::modelJson({found->id, found->ownedBy}), fields);
    // a model that only a pattern covers is served too, though it cannot be listed
    if (routes.choose(id, exchange.candidates)) return exchange::replyJson(exchange, 200, openai::modelJson({id, "mirror"}), fields);
    exchange::replyError(exchange, makeError(ErrorCode::modelNotFound, {id}), fields);
}

}  // namespace mirror::pipeline
