#include "exchange/exchange.h"

#include <utility>

namespace mirror::exchange {

void Exchange::reset() {
    // what is kept is taken out and all else becomes what its declaration says, so that no section can be forgotten here
    Exchange fresh;
    const auto keep = [](auto& from, auto& to) {
        from.clear();
        to = std::move(from);
    };
    keep(requestId, fresh.requestId);
    keep(head.fields, fresh.head.fields);
    keep(modelAsked, fresh.modelAsked);
    keep(candidates, fresh.candidates);
    keep(attempts, fresh.attempts);
    keep(rules, fresh.rules);
    keep(modelAnswered, fresh.modelAnswered);
    *this = std::move(fresh);
}

}  // namespace mirror::exchange
