#pragma once
#include <string>
#include <vector>

#include "admin/admin_api.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/error.h"

/// Answers of the admin API. None may be kept by a cache on the way.
namespace mirror::admin {

/// The status that fits an error of ours; 500 for those that are not the caller's doing.
int statusFor(ErrorCode code);
AdminResponse jsonReply(int status, std::string json, std::string fields = {});
/// {"error":{message,type,param,code, and the members of the wire form},"detail":wire form}: readable for an OpenAI client, and
/// wire::decodeError reads either member.
AdminResponse errorReply(int status, const Error& error, std::string fields = {});
AdminResponse errorReply(const Error& error);
/// 422 with every problem: {"error":...,"detail":...,"problems":[{path,line,column,message,error}]}.
AdminResponse problemsReply(const std::vector<ConfigProblem>& problems);

}  // namespace mirror::admin
