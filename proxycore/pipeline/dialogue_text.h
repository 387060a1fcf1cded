#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "exchange/exchange.h"
#include "mask/masker.h"
#include "pipeline/transcript.h"

/// The content of a dialogue's two records, as JSON. Everything given here has been masked. `masked` lists the names that were given in that part and their kinds:
///
///     request  {"client":"10.1.2.3","words":7,"masked":{"[PHONE]":"phone"},"body":{...}}
///     answer   {"error":"upstream_cut","attempts":[...],"rules":[...],"masked":{...},"texts":[["choices[0].delta.content","..."]],"cut":true}
///
/// What there is nothing to say of is left out. Attempts and rules are as in the admin API's traffic records.
namespace mirror::pipeline {

/// `body`: JSON, or empty where it is not kept.
std::string requestText(const exchange::Exchange& exchange, const std::vector<mask::Masker::Name>& names, std::string_view body);
/// Of `names` those from index `firstName` on belong to this part.
std::string answerText(const exchange::Exchange& exchange, const std::vector<mask::Masker::Name>& names, std::size_t firstName, const std::vector<Transcript::Text>& texts, bool isCut);
/// The originals behind names from index `from` on: {"[PHONE]":"13812345678"}. Personal data: to be sealed at once.
std::string valuesText(const std::vector<mask::Masker::Name>& names, std::size_t from);

}  // namespace mirror::pipeline
