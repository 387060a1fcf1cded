<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ChartText</name>
    <message>
        <source>%1 /s</source>
        <translation>%1 /秒</translation>
    </message>
</context>
<context>
    <name>Dashboard</name>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Time from the first byte of a request to the last byte of its answer. Cancelled requests are left out.</source>
        <translation>从请求首字节到应答末字节的时间，不含已取消的请求。</translation>
    </message>
    <message>
        <source>No request finished in this period.</source>
        <translation>此时段内没有完成的请求。</translation>
    </message>
    <message>
        <source>Finished requests per second, by how they ended.</source>
        <translation>每秒完成的请求数，按结束方式区分。</translation>
    </message>
    <message>
        <source>The engine did not run in this period.</source>
        <translation>此时段内引擎未运行。</translation>
    </message>
    <message>
        <source>Error rate by domain</source>
        <translation>错误率（按责任方）</translation>
    </message>
    <message>
        <source>Share of finished requests that failed, by whose fault it was. Cancelled requests are left out.</source>
        <translation>已完成请求中失败的比例，按责任方区分，不含已取消的请求。</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜台</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 token</translation>
    </message>
    <message>
        <source>Time from the first byte of a streamed request to the first meaningful event sent to the client.</source>
        <translation>从流式请求首字节到向客户端发出第一个有意义事件的时间。</translation>
    </message>
    <message>
        <source>No stream began in this period.</source>
        <translation>此时段内没有开始的流。</translation>
    </message>
    <message>
        <source>Cache hit rate</source>
        <translation>缓存命中率</translation>
    </message>
    <message>
        <source>Share of cache lookups that found an answer.</source>
        <translation>缓存查找中命中的比例。</translation>
    </message>
    <message>
        <source>No cache lookups in this period.</source>
        <translation>此时段内没有缓存查找。</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>Worker threads, and how many processor cores the whole process uses.</source>
        <translation>工作线程数，以及整个进程占用的处理器核数。</translation>
    </message>
    <message>
        <source>Cores in use</source>
        <translation>占用核数</translation>
    </message>
    <message>
        <source>Latency P50</source>
        <translation>延迟 P50</translation>
    </message>
    <message>
        <source>Half of the requests of the last 60 seconds finished within this time.</source>
        <translation>最近 60 秒内一半的请求在此时间内完成。</translation>
    </message>
    <message>
        <source>Latency P95</source>
        <translation>延迟 P95</translation>
    </message>
    <message>
        <source>95 of 100 requests of the last 60 seconds finished within this time.</source>
        <translation>最近 60 秒内 95% 的请求在此时间内完成。</translation>
    </message>
    <message>
        <source>Latency P99</source>
        <translation>延迟 P99</translation>
    </message>
    <message>
        <source>99 of 100 requests of the last 60 seconds finished within this time.</source>
        <translation>最近 60 秒内 99% 的请求在此时间内完成。</translation>
    </message>
    <message>
        <source>Half of the streams of the last 60 seconds sent their first token within this time.</source>
        <translation>最近 60 秒内一半的流在此时间内发出首个 token。</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Finished requests per second over the last 60 seconds.</source>
        <translation>最近 60 秒平均每秒完成的请求数。</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>Share of the requests finished in the last 60 seconds that failed; cancelled ones are left out.</source>
        <translation>最近 60 秒内完成的请求中失败的比例，不含已取消的请求。</translation>
    </message>
    <message>
        <source>Share of the cache lookups of the last 60 seconds that found an answer. A dash means that nothing was looked up.</source>
        <translation>最近 60 秒缓存查找中命中的比例。短横表示没有查找。</translation>
    </message>
    <message>
        <source>Active streams</source>
        <translation>活动的流</translation>
    </message>
    <message>
        <source>Streams being sent to clients now.</source>
        <translation>正在发送给客户端的流。</translation>
    </message>
    <message>
        <source>Worker threads running now.</source>
        <translation>正在运行的工作线程。</translation>
    </message>
    <message>
        <source>Requests per second</source>
        <translation>每秒请求数</translation>
    </message>
    <message>
        <source>Sensitive words</source>
        <translation>敏感词</translation>
    </message>
    <message>
        <source>Sensitive words found per second in requests and answers, by what was done about them, and pieces of personal data that were masked.</source>
        <translation>请求和应答中每秒命中的敏感词，按处置方式区分，以及已脱敏的个人信息条数。</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
</context>
<context>
    <name>JournalText</name>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>This record was changed: it cannot be decrypted with the key of its segment.</source>
        <translation>这条记录被改动过：用本分段的密钥无法解密。</translation>
    </message>
    <message>
        <source>Records before this one are missing.</source>
        <translation>这条记录之前缺少记录。</translation>
    </message>
    <message>
        <source>This record stands in the wrong place: records were swapped, or it is there twice.</source>
        <translation>这条记录的位置不对：记录被调换过，或重复出现。</translation>
    </message>
    <message>
        <source>This record belongs to another segment and was put here.</source>
        <translation>这条记录属于另一个分段，是被放到这里的。</translation>
    </message>
    <message>
        <source>This record does not follow from the one before it: that one was replaced.</source>
        <translation>这条记录与前一条接不上：前一条被替换过。</translation>
    </message>
    <message>
        <source>The beginning of the segment was changed, or it does not follow the segment before it.</source>
        <translation>分段的开头被改动过，或与前一个分段接不上。</translation>
    </message>
    <message>
        <source>The count at the end of the segment is wrong: records were added or taken away.</source>
        <translation>分段末尾的计数不对：记录被添加或拿走过。</translation>
    </message>
    <message>
        <source>An anchor names a record that is not there any more: the end was cut off.</source>
        <translation>锚点指向的记录已不存在：末尾被截掉了。</translation>
    </message>
    <message>
        <source>The segment is not there, and no record says that it was removed.</source>
        <translation>分段不见了，也没有记录说明它被删除。</translation>
    </message>
    <message>
        <source>The segment cannot be opened: its key is not in the key file, or it was shredded without a record of it.</source>
        <translation>分段打不开：密钥文件中没有它的密钥，或它被销毁却没有留下记录。</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无回答</translation>
    </message>
    <message>
        <source>Only the request was written: it still runs, or the engine ended before the answer.</source>
        <translation>只写下了请求：它仍在进行，或引擎在回答前已结束。</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>No key yet</source>
        <translation>尚无密钥</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在记录</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>%1, choice %2</source>
        <translation>%1，候选 %2</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Tool call</source>
        <translation>工具调用</translation>
    </message>
    <message>
        <source>Tool result</source>
        <translation>工具结果</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Other content</source>
        <translation>其他内容</translation>
    </message>
    <message>
        <source>Segment %1</source>
        <translation>分段 %1</translation>
    </message>
    <message>
        <source>Segment %1, record %2</source>
        <translation>分段 %1，记录 %2</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Wrong passphrase</source>
        <translation>口令错误</translation>
    </message>
    <message>
        <source>Revealed a value</source>
        <translation>查看原值</translation>
    </message>
    <message>
        <source>Exported dialogues</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>Exported a segment&apos;s key</source>
        <translation>导出分段密钥</translation>
    </message>
    <message>
        <source>Shredded a segment</source>
        <translation>销毁分段</translation>
    </message>
    <message>
        <source>Changed the passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Made a new key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Checked the journal</source>
        <translation>校验日志</translation>
    </message>
    <message>
        <source>Made the first key</source>
        <translation>建立首个密钥</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Admin API</source>
        <translation>管理接口</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>A whole list</source>
        <translation>整个列表</translation>
    </message>
    <message numerus="yes">
        <source>%n dialogue(s)</source>
        <translation>
            <numerusform>%n 条对话</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaveFile</name>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
</context>
<context>
    <name>TrafficExport</name>
    <message>
        <source>Set MIRROR_KEY to a virtual key first; keys are not kept by the console.</source>
        <translation>请先把 MIRROR_KEY 设为虚拟密钥；控制台不保存密钥。</translation>
    </message>
    <message>
        <source>The dialogue is not kept either: the body below is a sample for the same model.</source>
        <translation>对话内容同样不保存：下面的请求体是同一模型的示例。</translation>
    </message>
</context>
<context>
    <name>TrafficText</name>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>No content</source>
        <translation>无内容</translation>
    </message>
    <message>
        <source>Bad request</source>
        <translation>请求有误</translation>
    </message>
    <message>
        <source>Unauthorised</source>
        <translation>未授权</translation>
    </message>
    <message>
        <source>Forbidden</source>
        <translation>禁止访问</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Method not allowed</source>
        <translation>方法不允许</translation>
    </message>
    <message>
        <source>Request timeout</source>
        <translation>请求超时</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>Unsupported coding</source>
        <translation>不支持的编码</translation>
    </message>
    <message>
        <source>Unprocessable</source>
        <translation>无法处理</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>请求过多</translation>
    </message>
    <message>
        <source>Headers too large</source>
        <translation>请求头过大</translation>
    </message>
    <message>
        <source>Client gone</source>
        <translation>客户端已断开</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>内部错误</translation>
    </message>
    <message>
        <source>Bad gateway</source>
        <translation>网关错误</translation>
    </message>
    <message>
        <source>Unavailable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Gateway timeout</source>
        <translation>网关超时</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Client error</source>
        <translation>客户端错误</translation>
    </message>
    <message>
        <source>Upstream error</source>
        <translation>上游错误</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Overloaded</source>
        <translation>过载</translation>
    </message>
    <message>
        <source>The answer was delivered completely.</source>
        <translation>应答已完整送达。</translation>
    </message>
    <message>
        <source>The request itself could not be accepted.</source>
        <translation>请求本身无法被接受。</translation>
    </message>
    <message>
        <source>The virtual key was missing, unknown or not allowed.</source>
        <translation>虚拟密钥缺失、未知或不被允许。</translation>
    </message>
    <message>
        <source>No upstream gave a usable answer.</source>
        <translation>没有上游给出可用的应答。</translation>
    </message>
    <message>
        <source>An upstream did not answer in time.</source>
        <translation>上游未及时应答。</translation>
    </message>
    <message>
        <source>The upstream broke off in the middle of the stream.</source>
        <translation>上游在流的中途断开。</translation>
    </message>
    <message>
        <source>The client closed the connection before the end.</source>
        <translation>客户端在结束前关闭了连接。</translation>
    </message>
    <message>
        <source>The mirror had no capacity or was shutting down.</source>
        <translation>镜台没有余量或正在关闭。</translation>
    </message>
    <message>
        <source>Something went wrong inside the mirror.</source>
        <translation>镜台内部出错。</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Key check</source>
        <translation>密钥校验</translation>
    </message>
    <message>
        <source>Parse</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Upstream head</source>
        <translation>上游响应头</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 token</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Reading the request from the client.</source>
        <translation>读取客户端的请求。</translation>
    </message>
    <message>
        <source>Checking the virtual key.</source>
        <translation>校验虚拟密钥。</translation>
    </message>
    <message>
        <source>Parsing the request body.</source>
        <translation>解析请求体。</translation>
    </message>
    <message>
        <source>Looking the answer up in the cache.</source>
        <translation>在缓存中查找应答。</translation>
    </message>
    <message>
        <source>Choosing the upstream.</source>
        <translation>选择上游。</translation>
    </message>
    <message>
        <source>Opening a connection to the upstream, or taking one from the pool.</source>
        <translation>打开到上游的连接，或从连接池取用。</translation>
    </message>
    <message>
        <source>Sending the request and waiting for the head of the answer.</source>
        <translation>发送请求并等待响应头。</translation>
    </message>
    <message>
        <source>Waiting for the first meaningful event.</source>
        <translation>等待第一个有意义的事件。</translation>
    </message>
    <message>
        <source>Passing the answer on to the client.</source>
        <translation>把应答转给客户端。</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Miss</source>
        <translation>未命中</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>绕过</translation>
    </message>
    <message>
        <source>Coalesced</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>陈旧</translation>
    </message>
    <message>
        <source>There is no field &quot;%1&quot;; put text that contains a colon in quotes.</source>
        <translation>没有字段“%1”；含冒号的文本请加引号。</translation>
    </message>
    <message>
        <source>Write what to look for.</source>
        <translation>请写出要查找的内容。</translation>
    </message>
    <message>
        <source>Write a value after &quot;%1:&quot;.</source>
        <translation>请在“%1:”后写一个值。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a value of this field.</source>
        <translation>“%1”不是此字段的值。</translation>
    </message>
    <message>
        <source>A closing quote is missing.</source>
        <translation>缺少右引号。</translation>
    </message>
    <message>
        <source>Status, such as 502, 5xx or &gt;=400</source>
        <translation>状态码，如 502、5xx 或 &gt;=400</translation>
    </message>
    <message>
        <source>How the request ended</source>
        <translation>请求如何结束</translation>
    </message>
    <message>
        <source>Model asked for or answered by; * is a wildcard</source>
        <translation>请求或应答的模型；* 为通配符</translation>
    </message>
    <message>
        <source>Model the client asked for</source>
        <translation>客户端请求的模型</translation>
    </message>
    <message>
        <source>Model that answered</source>
        <translation>应答的模型</translation>
    </message>
    <message>
        <source>Upstream that answered</source>
        <translation>应答的上游</translation>
    </message>
    <message>
        <source>Total time, such as &gt;2s or 100ms..1s</source>
        <translation>总时间，如 &gt;2s 或 100ms..1s</translation>
    </message>
    <message>
        <source>Time to the first token, such as &gt;500ms</source>
        <translation>首个 token 时间，如 &gt;500ms</translation>
    </message>
    <message>
        <source>Whether the answer was streamed</source>
        <translation>是否为流式应答</translation>
    </message>
    <message>
        <source>Name of the virtual key</source>
        <translation>虚拟密钥的名称</translation>
    </message>
    <message>
        <source>Address of the client</source>
        <translation>客户端地址</translation>
    </message>
    <message>
        <source>What the cache said</source>
        <translation>缓存结果</translation>
    </message>
    <message>
        <source>Number of attempts, such as &gt;1</source>
        <translation>尝试次数，如 &gt;1</translation>
    </message>
    <message>
        <source>Name of the error, such as upstream_reset</source>
        <translation>错误名称，如 upstream_reset</translation>
    </message>
    <message>
        <source>Tokens in and out together, such as &gt;1k</source>
        <translation>输入与输出 token 合计，如 &gt;1k</translation>
    </message>
    <message>
        <source>Tokens of the prompt</source>
        <translation>提示的 token 数</translation>
    </message>
    <message>
        <source>Tokens of the answer</source>
        <translation>应答的 token 数</translation>
    </message>
    <message>
        <source>Path of the request</source>
        <translation>请求路径</translation>
    </message>
    <message>
        <source>Method of the request</source>
        <translation>请求方法</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Local time, such as 14:03 or 14:00..14:05</source>
        <translation>本地时间，如 14:03 或 14:00..14:05</translation>
    </message>
    <message>
        <source>Listener the request came in by</source>
        <translation>请求进入的监听器</translation>
    </message>
    <message>
        <source>Program of the client (User-Agent)</source>
        <translation>客户端程序（User-Agent）</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>被过滤</translation>
    </message>
    <message>
        <source>A rule of the word lists forbade the request or ended the answer.</source>
        <translation>词库规则拒绝了请求，或中止了应答。</translation>
    </message>
    <message>
        <source>Word filter</source>
        <translation>敏感词过滤</translation>
    </message>
    <message>
        <source>Looking for sensitive words and personal data.</source>
        <translation>查找敏感词和个人信息。</translation>
    </message>
    <message>
        <source>Rule of the word lists or kind of personal data, such as w12 or pii-*</source>
        <translation>词库规则或个人信息类别，例如 w12 或 pii-*</translation>
    </message>
</context>
<context>
    <name>WordText</name>
    <message>
        <source>The request is refused; an answer ends here.</source>
        <translation>请求被拒绝，应答到此中止。</translation>
    </message>
    <message>
        <source>Each character is replaced by *.</source>
        <translation>逐字替换为 *。</translation>
    </message>
    <message>
        <source>It is only counted.</source>
        <translation>仅计数，不处理。</translation>
    </message>
    <message>
        <source>Nothing that can be found is left of it: only characters that are ignored. Write letters or digits.</source>
        <translation>归一化后为空：只含会被忽略的字符。请输入文字或数字。</translation>
    </message>
    <message>
        <source>A single character hits nearly every text; try it before you apply it.</source>
        <translation>单个字符几乎会命中所有文本，应用前请先试查。</translation>
    </message>
    <message>
        <source>It is too long: a word has at most %1 characters, a regular expression %2.</source>
        <translation>过长：词最多 %1 个字符，正则表达式最多 %2 个。</translation>
    </message>
    <message>
        <source>It is no valid text in the encoding of the file.</source>
        <translation>按文件编码无法解读这段文本。</translation>
    </message>
    <message>
        <source>It is no valid regular expression (RE2): %1.</source>
        <translation>不是有效的正则表达式（RE2）：%1。</translation>
    </message>
    <message>
        <source>The column %1 has a value that means nothing here.</source>
        <translation>列 %1 的值无法识别。</translation>
    </message>
    <message>
        <source>It contains control characters; write it anew by hand.</source>
        <translation>含有控制字符，请手工重新输入。</translation>
    </message>
    <message>
        <source>There is no room for it: at most %1 entries, %2 regular expressions and %3 lists.</source>
        <translation>已达上限：最多 %1 个词条、%2 条正则表达式、%3 个列表。</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The whole text of the entry; * is a wildcard</source>
        <translation>词条的完整内容，* 为通配符</translation>
    </message>
    <message>
        <source>Category; &quot;&quot; for none</source>
        <translation>类别，&quot;&quot; 表示无类别</translation>
    </message>
    <message>
        <source>What happens to a hit</source>
        <translation>命中后的处置</translation>
    </message>
    <message>
        <source>Requests, answers or both</source>
        <translation>请求、应答或双向</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>列表名称</translation>
    </message>
    <message>
        <source>Note; * is a wildcard</source>
        <translation>备注，* 为通配符</translation>
    </message>
    <message>
        <source>Enabled, disabled, exact, hit today or not</source>
        <translation>启用、停用、精确、今日是否命中</translation>
    </message>
    <message>
        <source>Hits today, such as &gt;10</source>
        <translation>今日命中次数，例如 &gt;10</translation>
    </message>
    <message>
        <source>Number of the rule, as errors and the traffic list name it</source>
        <translation>规则编号，与错误信息和流量列表中的一致</translation>
    </message>
    <message>
        <source>This entry is there already.</source>
        <translation>该词条已存在。</translation>
    </message>
    <message>
        <source>The entry “%1” is there already and finds the same.</source>
        <translation>已有词条“%1”，命中范围相同。</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Short name of the listener in logs and metrics: letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos;. Must be unique.</source>
        <translation>监听器在日志和指标中的短名称：字母、数字、“.”、“_”和“-”，不得重复。</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Off closes the address without losing its settings.</source>
        <translation>关闭后地址不再监听，设置保留。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>IPv4 or IPv6 address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 or :: is every network interface.</source>
        <translation>监听的 IPv4 或 IPv6 地址。127.0.0.1 仅限本机；0.0.0.0 或 :: 表示所有网络接口。</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>TCP port. 0 lets the system choose a free one; ports below 1024 need a capability of the program.</source>
        <translation>TCP 端口。0 由系统选择空闲端口；1024 以下的端口需要程序具备相应权限。</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Encrypt connections (TLS 1.2 or newer). Callers on other machines should always come over TLS, their keys are in every request.</source>
        <translation>加密连接（TLS 1.2 或更新）。其他机器上的调用方应始终使用 TLS，因为每个请求都带有密钥。</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>PEM file with the certificate and its chain. Empty: the self-signed certificate of the profile. Read again when the file changes.</source>
        <translation>含证书及其证书链的 PEM 文件。留空则用配置目录中的自签名证书。文件变化时会重新读取。</translation>
    </message>
    <message>
        <source>Private key file</source>
        <translation>私钥文件</translation>
    </message>
    <message>
        <source>PEM file with the private key of the certificate. Set both files or neither.</source>
        <translation>证书私钥的 PEM 文件。两个文件都设置或都不设置。</translation>
    </message>
    <message>
        <source>Short name of the provider account in logs, metrics and the x-mirror-upstream header: letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos;. Must be unique.</source>
        <translation>供应商账号在日志、指标和 x-mirror-upstream 头中的短名称：字母、数字、“.”、“_”和“-”，不得重复。</translation>
    </message>
    <message>
        <source>Off sends no new request there; running ones finish.</source>
        <translation>关闭后不再发送新请求，进行中的照常完成。</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础 URL</translation>
    </message>
    <message>
        <source>Where the provider&apos;s API begins, for example https://api.deepseek.com/v1. The path of the request is appended without its /v1.</source>
        <translation>供应商 API 的起始地址，例如 https://api.deepseek.com/v1。请求路径去掉 /v1 后附在其后。</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Keys of the provider account, used in turn. Write env:NAME or file:PATH rather than the key itself, so that this file holds no secret.</source>
        <translation>供应商账号的密钥，轮流使用。请写 env:名称 或 file:路径 而不是密钥本身，这样配置文件不含机密。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Models served there, with * and ? as wildcards, for example qwen-*. Empty: every model.</source>
        <translation>该处提供的模型，可用通配符 * 和 ?，例如 qwen-*。留空表示所有模型。</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>PEM bundle of the authorities that may sign the provider&apos;s certificate, for private authorities. Empty: the system&apos;s.</source>
        <translation>可签发供应商证书的机构的 PEM 集合，用于私有机构。留空则用系统的。</translation>
    </message>
    <message>
        <source>Forward client address</source>
        <translation>转发客户端地址</translation>
    </message>
    <message>
        <source>Tells the provider the caller&apos;s address in X-Real-IP. Off keeps addresses of people inside the company.</source>
        <translation>以 X-Real-IP 告知供应商调用方的地址。关闭则公司内人员的地址不外传。</translation>
    </message>
    <message>
        <source>Idle connections</source>
        <translation>空闲连接数</translation>
    </message>
    <message>
        <source>Open connections kept for reuse by each worker. More save handshakes after a burst, fewer save memory on both sides.</source>
        <translation>每个工作线程保留待用的连接数。多则突发之后省去握手，少则两端省内存。</translation>
    </message>
    <message>
        <source>Idle connection lifetime</source>
        <translation>空闲连接时限</translation>
    </message>
    <message>
        <source>A connection unused for this long is closed. Keep it below the provider&apos;s own keep-alive time, or requests meet connections that are just being closed.</source>
        <translation>连接空闲超过此时间即关闭。应短于供应商自己的保持时间，否则请求会遇上正在关闭的连接。</translation>
    </message>
    <message>
        <source>Model asked for</source>
        <translation>请求的模型</translation>
    </message>
    <message>
        <source>Model name callers use, for example gpt-3.5-turbo. Exact, without wildcards.</source>
        <translation>调用方使用的模型名，例如 gpt-3.5-turbo。须完全一致，不含通配符。</translation>
    </message>
    <message>
        <source>Model used</source>
        <translation>使用的模型</translation>
    </message>
    <message>
        <source>Model name sent to the upstream instead, for example qwen-turbo. It may be another alias, but not in a circle.</source>
        <translation>实际发给上游的模型名，例如 qwen-turbo。可以是另一个别名，但不得成环。</translation>
    </message>
    <message>
        <source>Require a virtual key</source>
        <translation>要求虚拟密钥</translation>
    </message>
    <message>
        <source>Refuses callers without a valid virtual key. Off lets everyone who can reach a listener spend the providers&apos; money.</source>
        <translation>拒绝没有有效虚拟密钥的调用方。关闭后，凡能访问监听器者都能花费供应商的费用。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Longest time to look up a provider&apos;s name, connect and finish the TLS handshake.</source>
        <translation>解析供应商名称、建立连接并完成 TLS 握手的最长时间。</translation>
    </message>
    <message>
        <source>Response head</source>
        <translation>响应头</translation>
    </message>
    <message>
        <source>Streams: longest wait for the head of the provider&apos;s answer before the next candidate is tried.</source>
        <translation>流式：等待供应商响应头的最长时间，超过则尝试下一候选。</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 token</translation>
    </message>
    <message>
        <source>Streams: longest wait for the first meaningful event. Keep-alive comments and empty deltas do not count.</source>
        <translation>流式：等待第一个有意义事件的最长时间。保活注释和空增量不算。</translation>
    </message>
    <message>
        <source>Silence in a stream</source>
        <translation>流中静默</translation>
    </message>
    <message>
        <source>Streams: longest silence between two events once the answer has begun. Then the stream counts as broken.</source>
        <translation>流式：应答开始后两个事件之间的最长静默。超过则视为流已断。</translation>
    </message>
    <message>
        <source>Only one candidate</source>
        <translation>唯一候选</translation>
    </message>
    <message>
        <source>Replaces the waits for head and first token when no other upstream could take the request: giving up early helps only where there is somewhere to go.</source>
        <translation>没有其他上游可接请求时，代替响应头与首个 token 的等待时间：只有另有去处，早放弃才有用。</translation>
    </message>
    <message>
        <source>Whole answers</source>
        <translation>完整应答</translation>
    </message>
    <message>
        <source>Requests without streaming: longest wait for the first byte. Providers send nothing until such an answer is finished, so this is longer than for streams.</source>
        <translation>非流式请求：等待首字节的最长时间。供应商要等应答完成才发送，所以比流式更长。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总时限</translation>
    </message>
    <message>
        <source>Deadline of a request over all attempts, from its first byte to the last byte of the answer. No other timer can outlast it.</source>
        <translation>一个请求所有尝试的总期限，从首字节到应答末字节。其他计时器都不会超过它。</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Most attempts for one request over all candidates, the first one included. Nothing is repeated once the caller has received part of an answer.</source>
        <translation>一个请求在所有候选上的最多尝试次数，含第一次。调用方已收到部分应答后不再重复。</translation>
    </message>
    <message>
        <source>Backoff</source>
        <translation>退避</translation>
    </message>
    <message>
        <source>Before the n-th repetition at the same upstream, a random wait of up to this time x 2^n. Protects a provider in trouble from everybody asking again at once.</source>
        <translation>在同一上游第 n 次重复之前，随机等待至多此时间 × 2^n。避免大家同时再次请求有故障的供应商。</translation>
    </message>
    <message>
        <source>Longest Retry-After</source>
        <translation>最长 Retry-After</translation>
    </message>
    <message>
        <source>A provider that asks for a longer pause than this is left for the next candidate.</source>
        <translation>供应商要求的等待超过此值，则改用下一候选。</translation>
    </message>
    <message>
        <source>Retry budget</source>
        <translation>重试预算</translation>
    </message>
    <message>
        <source>Repetitions allowed, in percent of all requests. Stops a storm of repetitions when every request fails.</source>
        <translation>允许的重复占全部请求的百分比。避免所有请求都失败时的重复风暴。</translation>
    </message>
    <message>
        <source>Retry budget, minimum</source>
        <translation>重试预算下限</translation>
    </message>
    <message>
        <source>Repetitions a second that are always allowed, so that a mirror with little traffic can repeat at all.</source>
        <translation>每秒总是允许的重复次数，使流量很小的镜台也能重试。</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保持连接</translation>
    </message>
    <message>
        <source>An idle connection of a caller is closed after this time.</source>
        <translation>调用方的空闲连接超过此时间即关闭。</translation>
    </message>
    <message>
        <source>Requests per connection</source>
        <translation>每连接请求数</translation>
    </message>
    <message>
        <source>A connection is closed after so many requests, so that load spreads over workers and machines again.</source>
        <translation>连接处理这么多请求后关闭，使负载重新分布到各线程和机器。</translation>
    </message>
    <message>
        <source>Head deadline</source>
        <translation>请求头期限</translation>
    </message>
    <message>
        <source>The head of a request must be complete this long after its first byte. Stops callers that send a byte now and then to occupy connections.</source>
        <translation>请求头须在首字节之后这么久内收完。防止靠偶尔发一个字节来占用连接。</translation>
    </message>
    <message>
        <source>Slowest body</source>
        <translation>最慢请求体</translation>
    </message>
    <message>
        <source>Bytes a second, over 5 seconds, that a request body must arrive with. Stops slow bodies that occupy memory; 0 turns the check off.</source>
        <translation>请求体须达到的每秒字节数，按 5 秒计。防止慢请求体占用内存；0 关闭检查。</translation>
    </message>
    <message>
        <source>Slowest reader</source>
        <translation>最慢读取方</translation>
    </message>
    <message>
        <source>A caller that takes no byte of its answer for this long is closed. Stops readers that hold an upstream&apos;s stream open.</source>
        <translation>调用方这么久没有取走应答的任何字节即关闭。防止读取方占住上游的流。</translation>
    </message>
    <message>
        <source>Largest request body</source>
        <translation>最大请求体</translation>
    </message>
    <message>
        <source>Largest request body, as sent and after inflation. Larger ones get 413; protects memory.</source>
        <translation>请求体的最大大小，按传输和解压后计。更大的得到 413；保护内存。</translation>
    </message>
    <message>
        <source>Largest request head</source>
        <translation>最大请求头</translation>
    </message>
    <message>
        <source>Largest head of a request: request line and all header fields. Larger ones get 431.</source>
        <translation>请求头（请求行与所有字段）的最大大小。更大的得到 431。</translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation>头字段数</translation>
    </message>
    <message>
        <source>Most header fields in a request. More get 431; stops floods of tiny fields.</source>
        <translation>一个请求最多的头字段数。更多的得到 431；防止大量小字段。</translation>
    </message>
    <message>
        <source>Longest URI</source>
        <translation>最长 URI</translation>
    </message>
    <message>
        <source>Longest request target. Must fit into the largest head.</source>
        <translation>请求目标的最大长度。须能放进最大请求头。</translation>
    </message>
    <message>
        <source>JSON depth</source>
        <translation>JSON 深度</translation>
    </message>
    <message>
        <source>Deepest nesting of objects and arrays in a request body. Deeper ones get 400; stops bodies made to exhaust parsers.</source>
        <translation>请求体中对象和数组的最大嵌套。更深的得到 400；防止专门耗尽解析器的请求体。</translation>
    </message>
    <message>
        <source>Inflation ratio</source>
        <translation>解压倍率</translation>
    </message>
    <message>
        <source>A compressed request body may grow at most so many times. Stops decompression bombs.</source>
        <translation>压缩的请求体最多可膨胀的倍数。防止解压炸弹。</translation>
    </message>
    <message>
        <source>Largest whole answer</source>
        <translation>最大完整应答</translation>
    </message>
    <message>
        <source>Largest answer without streaming that is taken from an upstream. Protects memory against a provider gone wrong.</source>
        <translation>从上游接收的非流式应答的最大大小。防止供应商出错时耗尽内存。</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>Most connections of callers at one time, over all listeners. Further ones are closed at once; the system&apos;s limit of open files must be higher.</source>
        <translation>所有监听器上调用方连接的最大总数。超出的立即关闭；系统的打开文件上限须更高。</translation>
    </message>
    <message>
        <source>Connections per address</source>
        <translation>每地址连接数</translation>
    </message>
    <message>
        <source>Most connections from one address. Lower it where callers come directly and not through one gateway.</source>
        <translation>来自同一地址的最大连接数。调用方直接访问而非经同一网关时可调低。</translation>
    </message>
    <message>
        <source>Compress answers</source>
        <translation>压缩应答</translation>
    </message>
    <message>
        <source>Sends JSON answers compressed to callers that accept gzip. Streams are never compressed, compression would hold events back.</source>
        <translation>向接受 gzip 的调用方发送压缩的 JSON 应答。流从不压缩，压缩会滞留事件。</translation>
    </message>
    <message>
        <source>Compress from</source>
        <translation>压缩起点</translation>
    </message>
    <message>
        <source>Answers smaller than this are sent as they are.</source>
        <translation>小于此大小的应答原样发送。</translation>
    </message>
    <message>
        <source>CORS origins</source>
        <translation>CORS 来源</translation>
    </message>
    <message>
        <source>Web pages that may call the mirror from a browser, for example https://chat.example.com, or * for every page. Empty: none.</source>
        <translation>可从浏览器调用镜台的网页来源，例如 https://chat.example.com，或 * 表示所有网页。留空：没有。</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>受信任的代理</translation>
    </message>
    <message>
        <source>Addresses or networks (10.0.0.0/8) of load balancers whose X-Forwarded-For is believed. Everybody else could claim any address.</source>
        <translation>其 X-Forwarded-For 可信的负载均衡器地址或网段（10.0.0.0/8）。其他人可以冒充任何地址。</translation>
    </message>
    <message>
        <source>Header fields passed on</source>
        <translation>转发的头部字段</translation>
    </message>
    <message>
        <source>Further header fields of requests that go on to upstreams, for example x-trace-id. Credentials, cookies and fields that the mirror writes itself never pass.</source>
        <translation>请求中另外转发给上游的头部字段，例如 x-trace-id。凭据、Cookie 以及由镜台自行填写的字段从不转发。</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>Threads that serve requests. 0: one for each core.</source>
        <translation>处理请求的线程数。0：每核一个。</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>心跳</translation>
    </message>
    <message>
        <source>A worker that gives no sign of life for this long is reported as stalled.</source>
        <translation>工作线程这么久没有动静即报告为停滞。</translation>
    </message>
    <message>
        <source>Drain time</source>
        <translation>排空时间</translation>
    </message>
    <message>
        <source>After a stop was asked for, running requests get this long to finish. Keep it below the time your service manager waits.</source>
        <translation>要求停止之后，进行中的请求有这么久可以完成。应短于服务管理器的等待时间。</translation>
    </message>
    <message>
        <source>Serves metrics, readiness and the admin API. They always ask for the admin token of the profile.</source>
        <translation>提供指标、就绪检查和管理 API。始终要求配置目录中的管理令牌。</translation>
    </message>
    <message>
        <source>IPv4 or IPv6 address of the admin listener. Use TLS when it is not this machine only.</source>
        <translation>管理监听器的 IPv4 或 IPv6 地址。不限于本机时请用 TLS。</translation>
    </message>
    <message>
        <source>TCP port of the admin listener. 0 lets the system choose a free one.</source>
        <translation>管理监听器的 TCP 端口。0 由系统选择空闲端口。</translation>
    </message>
    <message>
        <source>Encrypt connections to the admin listener.</source>
        <translation>加密到管理监听器的连接。</translation>
    </message>
    <message>
        <source>PEM file with the certificate and its chain. Empty: the self-signed certificate of the profile.</source>
        <translation>含证书及其证书链的 PEM 文件。留空则用配置目录中的自签名证书。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>How much the program says about itself. Prompts, answers and keys are never in it, on any level.</source>
        <translation>程序自身输出多少信息。任何级别都不含提示、应答和密钥。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>text for people, json (one object a line) for log collectors.</source>
        <translation>text 供人阅读，json（每行一个对象）供日志采集。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File to append to. Empty: standard error, which a service manager collects.</source>
        <translation>追加写入的文件。留空：标准错误，由服务管理器收集。</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>监听器</translation>
    </message>
    <message>
        <source>Addresses the mirror answers callers on.</source>
        <translation>镜台应答调用方的地址。</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Provider accounts behind the mirror. Their order is the order in which they are tried.</source>
        <translation>镜台背后的供应商账号。顺序即尝试的顺序。</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Other names for models, resolved before an upstream is chosen.</source>
        <translation>模型的其他名称，在选择上游之前解析。</translation>
    </message>
    <message>
        <source>Callers</source>
        <translation>调用方</translation>
    </message>
    <message>
        <source>Who may use the mirror.</source>
        <translation>谁可以使用镜台。</translation>
    </message>
    <message>
        <source>Timeouts</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>How long one attempt at an upstream may take in each phase.</source>
        <translation>对上游的一次尝试在各阶段最多可用的时间。</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>When a failed attempt is repeated or moved to the next upstream.</source>
        <translation>失败的尝试何时重复或转到下一上游。</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>What callers may send and how long they may take. Each bound stops a way of exhausting the mirror.</source>
        <translation>调用方可以发送什么、可以用多久。每个上限都堵住一种耗尽镜台的办法。</translation>
    </message>
    <message>
        <source>Threads that serve requests.</source>
        <translation>处理请求的线程。</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>The operator&apos;s door: metrics, readiness and the admin API.</source>
        <translation>运维人员的入口：指标、就绪检查和管理 API。</translation>
    </message>
    <message>
        <source>Diagnostic log</source>
        <translation>诊断日志</translation>
    </message>
    <message>
        <source>What the program says about itself; not the journal of dialogues.</source>
        <translation>程序自身的信息，不是对话日志。</translation>
    </message>
    <message>
        <source>Looks for the words of the word lists in requests and answers. Off lets everything through.</source>
        <translation>在请求和应答中查找词库里的词。关闭后一律放行。</translation>
    </message>
    <message>
        <source>Width and case</source>
        <translation>全半角与大小写</translation>
    </message>
    <message>
        <source>Full-width, circled and mathematical letters, compatibility ideographs and capitals count as the plain letter.</source>
        <translation>全角、带圈和数学字母、兼容汉字以及大写字母，都按普通字母或汉字比对。</translation>
    </message>
    <message>
        <source>Invisible characters</source>
        <translation>不可见字符</translation>
    </message>
    <message>
        <source>Zero-width characters, combining marks and variation selectors do not hide a word.</source>
        <translation>零宽字符、组合符号和变体选择符不能遮掩敏感词。</translation>
    </message>
    <message>
        <source>Traditional characters</source>
        <translation>繁体字</translation>
    </message>
    <message>
        <source>Traditional Chinese characters count as the simplified ones.</source>
        <translation>繁体字按对应的简体字比对。</translation>
    </message>
    <message>
        <source>Separators</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Up to four spaces, stars, dashes or dots between Han characters do not hide a word. Line breaks and ends of sentences still part words.</source>
        <translation>汉字之间夹入不超过四个的空格、星号、横线或间隔点不能遮掩敏感词；换行和句末标点仍视为断开。</translation>
    </message>
    <message>
        <source>Look-alike letters</source>
        <translation>形近字母</translation>
    </message>
    <message>
        <source>Cyrillic and Greek letters that look Latin count as Latin where they are mixed with Latin letters.</source>
        <translation>与拉丁字母混写的西里尔、希腊形近字母按拉丁字母比对。</translation>
    </message>
    <message>
        <source>Entities and escapes</source>
        <translation>实体与转义</translation>
    </message>
    <message>
        <source>HTML entities and \uXXXX escapes that stand in a text count as the character they stand for.</source>
        <translation>文本中的 HTML 实体和 \uXXXX 转义按其所代表的字符比对。</translation>
    </message>
    <message>
        <source>Mask before the upstream</source>
        <translation>发往上游前脱敏</translation>
    </message>
    <message>
        <source>Replaces personal data in requests by [PHONE], [ID] and so on before they leave for a provider.</source>
        <translation>请求发往服务商之前，把其中的个人信息替换为 [PHONE]、[ID] 等标记。</translation>
    </message>
    <message>
        <source>Restore in the answer</source>
        <translation>应答中还原</translation>
    </message>
    <message>
        <source>Where the answer repeats such a replacement, the caller who sent the original gets it back.</source>
        <translation>应答中若出现这些标记，只对发送原文的调用方还原。</translation>
    </message>
    <message>
        <source>Strict checks</source>
        <translation>严格校验</translation>
    </message>
    <message>
        <source>Numbers count as personal data only when everything about them fits: region and date of an ID, issuer of a card. Off catches more and errs more often.</source>
        <translation>号码的各项特征都符合才算个人信息，例如身份证的地区与日期、银行卡的发卡行。关闭后识别更多，误判也更多。</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What counts as personal data: id, phone, card, email, passport, plate, ip.</source>
        <translation>哪些算个人信息：id（身份证）、phone（手机号）、card（银行卡）、email（邮箱）、passport（护照）、plate（车牌）、ip（IP 地址）。</translation>
    </message>
    <message>
        <source>Word filter</source>
        <translation>敏感词过滤</translation>
    </message>
    <message>
        <source>How texts are compared with the word lists. The words themselves are on the Filters page.</source>
        <translation>文本与词库如何比对。词条本身在「过滤」页面管理。</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Personal data in requests, and whether providers may see it.</source>
        <translation>请求中的个人信息，以及服务商能否看到。</translation>
    </message>
    <message>
        <source>Writes every dialogue, masked and sealed, to the journal folder of the profile. It needs a key: mirrordeskd journal init, or the Journal page, makes one.</source>
        <translation>把每个对话经脱敏和加密后写入配置目录下的日志文件夹。需要先有密钥：用 mirrordeskd journal init 或在“日志”页生成。</translation>
    </message>
    <message>
        <source>When it cannot be written</source>
        <translation>无法写入时</translation>
    </message>
    <message>
        <source>What happens to requests while the journal cannot be written, because the disk is full for example. refuse: they are answered with 503. drop: they are served, and counted as missing.</source>
        <translation>日志无法写入（例如磁盘已满）时如何处理请求。refuse：以 503 拒绝；drop：照常服务，并计为缺失。</translation>
    </message>
    <message>
        <source>Keep masked values</source>
        <translation>保留脱敏原值</translation>
    </message>
    <message>
        <source>Keeps what was masked, sealed apart from the text, so that a single value can be revealed with a reason. Off: what is masked is gone for good.</source>
        <translation>保留被脱敏的原值，与文本分开加密，需要时可凭理由查看单个值。关闭：脱敏后无法恢复。</translation>
    </message>
    <message>
        <source>Waiting to be written</source>
        <translation>待写缓冲</translation>
    </message>
    <message>
        <source>Most memory for dialogues that wait for the disk. When it is full, requests are refused or dialogues dropped.</source>
        <translation>等待写盘的对话最多占用的内存。用满后拒绝请求或丢弃对话。</translation>
    </message>
    <message>
        <source>Segment size</source>
        <translation>分段大小</translation>
    </message>
    <message>
        <source>A new file is begun when the present one has reached this size, and every day. Whole files are removed or shredded.</source>
        <translation>当前文件达到此大小或到了新的一天时，另起一个文件。删除和粉碎都以文件为单位。</translation>
    </message>
    <message>
        <source>Sync interval</source>
        <translation>写盘间隔</translation>
    </message>
    <message>
        <source>What was written is forced onto the disk this often. A power cut takes at most what came since; the end of the program takes nothing that was written.</source>
        <translation>每隔这么久强制写盘一次。断电最多丢失这段时间内的内容；程序退出不会丢失已写入的内容。</translation>
    </message>
    <message>
        <source>Days kept</source>
        <translation>保留天数</translation>
    </message>
    <message>
        <source>Files older than this are removed, and the journal says so. 0: for ever. Rules for such services ask for at least six months.</source>
        <translation>超过此天数的文件会被删除，并记录在日志中。0：永久保留。相关规定要求至少保留六个月。</translation>
    </message>
    <message>
        <source>Most disk space</source>
        <translation>最大磁盘占用</translation>
    </message>
    <message>
        <source>When the journal is larger the oldest files go, whatever their age. 0: no bound.</source>
        <translation>日志超过此大小时，最旧的文件不论时间都会被删除。0：不限制。</translation>
    </message>
    <message>
        <source>Anchor file</source>
        <translation>锚点文件</translation>
    </message>
    <message>
        <source>A file on another disk or share to which the newest record&apos;s hash is appended now and then. It shows when the end of the journal was cut off. Empty: none.</source>
        <translation>位于另一磁盘或共享上的文件，定期追加最新记录的哈希，用于发现日志末尾被截断。留空：不使用。</translation>
    </message>
    <message>
        <source>Anchor interval</source>
        <translation>锚点间隔</translation>
    </message>
    <message>
        <source>How often an anchor is written while there are new records.</source>
        <translation>有新记录时写锚点的间隔。</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>自动锁定</translation>
    </message>
    <message>
        <source>An unlocked journal in which nobody looked at anything for this long is locked again.</source>
        <translation>已解锁的日志若这么久无人查看，将重新锁定。</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>The sealed log of dialogues: what is kept, where, and for how long.</source>
        <translation>加密的对话日志：保存什么、存在哪里、保存多久。</translation>
    </message>
</context>
<context>
    <name>mirror::console::ConsoleApp</name>
    <message>
        <source>Profile: %1</source>
        <translation>配置目录：%1</translation>
    </message>
    <message>
        <source>The demo could not be started.</source>
        <translation>无法启动演示。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::AboutDialog</name>
    <message>
        <source>About MirrorDesk</source>
        <translation>关于 MirrorDesk</translation>
    </message>
    <message>
        <source>One address inside the company that speaks the OpenAI API.</source>
        <translation>公司内部的一个地址，说 OpenAI API。</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置目录</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ApplyWordsPane</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Comparing with the lists in force …</source>
        <translation>正在与生效中的词库比较…</translation>
    </message>
    <message>
        <source>Nothing differs from the lists in force</source>
        <translation>与生效中的词库没有差异</translation>
    </message>
    <message>
        <source>Will change: %1</source>
        <translation>将更改：%1</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>……还有 %1 项</translation>
    </message>
    <message>
        <source>Applying …</source>
        <translation>正在应用…</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Somebody else brought revision %1 of the word lists into force. Your changes are kept in the draft.</source>
        <translation>其他人已使词库版本 %1 生效，您的更改仍保留在草稿中。</translation>
    </message>
    <message>
        <source>Make my changes on the newest</source>
        <translation>在最新版本上应用我的更改</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>It takes effect with the next requests, as soon as the lists have been compiled; running streams finish as they began.</source>
        <translation>词库编译完成后，从后续请求起生效；进行中的流按原词库结束。</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Why, for the list of revisions</source>
        <translation>修改原因，记入版本列表</translation>
    </message>
    <message>
        <source>Note for the list of revisions</source>
        <translation>版本列表的备注</translation>
    </message>
    <message>
        <source>Back to editing</source>
        <translation>返回编辑</translation>
    </message>
</context>
<context>
    <name>mirror::ui::AttemptTable</name>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Attempts of the request</source>
        <translation>请求的各次尝试</translation>
    </message>
    <message>
        <source>Sent over a connection from the pool.</source>
        <translation>经连接池中的连接发送。</translation>
    </message>
    <message>
        <source>Sent over a new connection.</source>
        <translation>经新连接发送。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::AuditModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>mirror::ui::AuditPanel</name>
    <message>
        <source>The audit trail was changed: entry %1 does not follow from the one before it. Do not rely on what stands from there on.</source>
        <translation>审计记录被改动过：第 %1 条与前一条接不上，从那里起的内容不可信。</translation>
    </message>
    <message>
        <source>Audit trail of the journal</source>
        <translation>日志的审计记录</translation>
    </message>
    <message>
        <source>Nobody has opened the journal yet.</source>
        <translation>还没有人打开过日志。</translation>
    </message>
    <message>
        <source>Back to editing</source>
        <translation>返回编辑</translation>
    </message>
</context>
<context>
    <name>mirror::ui::CategoryBars</name>
    <message>
        <source>without category</source>
        <translation>未分类</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>其余 %n 类</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <translation>%1：%2（%3）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>mirror::ui::CertificatePrompt</name>
    <message>
        <source>The certificate of %1 is not the one you agreed to before.</source>
        <translation>%1 的证书与您之前同意的不同。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not signed by an authority this machine knows.</source>
        <translation>%1 的证书不是由本机信任的机构签发的。</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint:</source>
        <translation>SHA-256 指纹：</translation>
    </message>
    <message>
        <source>Compare it with the one on that machine. The admin token is sent only after you agree.</source>
        <translation>请与那台机器上的指纹核对。同意之后才会发送管理令牌。</translation>
    </message>
    <message>
        <source>Trust this certificate?</source>
        <translation>信任此证书？</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ChangeReview</name>
    <message>
        <source>Applying …</source>
        <translation>正在应用…</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) will change</source>
        <translation>
            <numerusform>%n 项设置将改变</numerusform>
        </translation>
    </message>
    <message>
        <source>Addresses are opened and closed; running streams finish.</source>
        <translation>地址将重新打开和关闭；进行中的流会正常结束。</translation>
    </message>
    <message>
        <source>Some of it takes effect after a restart of the engine.</source>
        <translation>其中部分在引擎重启后生效。</translation>
    </message>
    <message>
        <source>It takes effect with the next requests; running streams finish as they began.</source>
        <translation>从下一个请求起生效；进行中的流按原配置结束。</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Why, for the list of revisions</source>
        <translation>修改原因，记入版本列表</translation>
    </message>
    <message>
        <source>Note for the list of revisions</source>
        <translation>版本列表的备注</translation>
    </message>
    <message>
        <source>Back to editing</source>
        <translation>返回编辑</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ChangeTable</name>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>mirror::ui::CommandPalette</name>
    <message>
        <source>Search actions, pages and settings</source>
        <translation>搜索操作、页面和设置</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配项</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ConversationView</name>
    <message>
        <source>No text was said: the request was refused before it was read, or its kind has none.</source>
        <translation>没有文字：请求在读取前已被拒绝，或这类请求没有文字。</translation>
    </message>
    <message>
        <source>There is no answer: the request still runs, or the engine ended before it.</source>
        <translation>没有回答：请求仍在进行，或引擎在回答前已结束。</translation>
    </message>
    <message>
        <source>Not shown here: %1 more characters. Export the dialogue to read all of it.</source>
        <translation>此处未显示其余 %1 个字符，导出该对话可阅读全文。</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
</context>
<context>
    <name>mirror::ui::DashboardPage</name>
    <message>
        <source>Dashboard</source>
        <translation>仪表盘</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>Show the last five minutes, a point a second.</source>
        <translation>显示最近五分钟，每秒一点。</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>Show the last hour, a point every six seconds.</source>
        <translation>显示最近一小时，每六秒一点。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the charts still (Space).</source>
        <translation>让图表静止（空格键）。</translation>
    </message>
    <message>
        <source>Last five minutes</source>
        <translation>最近五分钟</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Pause or go on with the charts</source>
        <translation>暂停或继续图表</translation>
    </message>
    <message>
        <source>Switch between five minutes and one hour</source>
        <translation>切换五分钟与一小时</translation>
    </message>
    <message>
        <source>Save the data of a chart…</source>
        <translation>保存图表数据…</translation>
    </message>
    <message>
        <source>Paused at %1. Press Space to go on.</source>
        <translation>已暂停于 %1。按空格键继续。</translation>
    </message>
    <message>
        <source>The engine is stopped. The hatched time in the charts is when it did not run.</source>
        <translation>引擎已停止。图表中的斜线区域是未运行的时间。</translation>
    </message>
    <message>
        <source>The engine does not answer. Nothing is known of the hatched time in the charts.</source>
        <translation>引擎没有应答。图表中的斜线区域情况未知。</translation>
    </message>
    <message>
        <source>The hatched time in the charts is when the engine did not run.</source>
        <translation>图表中的斜线区域是引擎未运行的时间。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::DialogueList</name>
    <message>
        <source>%1 found · looked at %2 of about %3</source>
        <translation>找到 %1 条 · 已查看约 %3 条中的 %2 条</translation>
    </message>
    <message>
        <source>%1 found before it was stopped, there may be more</source>
        <translation>停止前找到 %1 条，可能还有更多</translation>
    </message>
    <message>
        <source>%1 shown, there may be more</source>
        <translation>显示 %1 条，可能还有更多</translation>
    </message>
    <message>
        <source>%1 of %2 match</source>
        <translation>%2 条中有 %1 条符合</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 条新对话</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>停止导出</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Some records could not be read: they were changed, or their key is gone.</source>
        <translation>有些记录读不出来：它们被改动过，或密钥已不在。</translation>
    </message>
    <message>
        <source>Check the journal</source>
        <translation>校验日志</translation>
    </message>
    <message>
        <source>0 of %1 match</source>
        <translation>%1 条中没有符合的</translation>
    </message>
    <message>
        <source>No dialogue of this time range fits the filter and the search.</source>
        <translation>此时段内没有对话符合筛选和搜索条件。</translation>
    </message>
    <message>
        <source>Clear both</source>
        <translation>清除两者</translation>
    </message>
    <message>
        <source>No dialogue in this time range</source>
        <translation>此时段内没有对话</translation>
    </message>
    <message>
        <source>Dialogues appear here as they are written.</source>
        <translation>对话写入后会出现在这里。</translation>
    </message>
    <message>
        <source>Show the last 30 days</source>
        <translation>显示最近 30 天</translation>
    </message>
    <message>
        <source>All %1 as JSON lines</source>
        <translation>全部 %1 条，JSON 逐行</translation>
    </message>
    <message>
        <source>All %1 as CSV</source>
        <translation>全部 %1 条，CSV</translation>
    </message>
    <message>
        <source>All %1 as HTML</source>
        <translation>全部 %1 条，HTML</translation>
    </message>
    <message>
        <source>That is more than 64 MiB at once. Choose a shorter range or a selection.</source>
        <translation>一次超过 64 MiB，请选择更短的时段或只选部分对话。</translation>
    </message>
    <message>
        <source>Export dialogues</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>Dialogues (*.%1)</source>
        <translation>对话 (*.%1)</translation>
    </message>
    <message>
        <source>Search in all texts</source>
        <translation>在全部文字中搜索</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Decrypts the dialogues of the range one by one; newest first.</source>
        <translation>逐条解密该时段的对话，从最新的开始。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Dialogues</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Only the selection (%1) as JSON lines</source>
        <translation>仅所选 %1 条，JSON 逐行</translation>
    </message>
    <message>
        <source>Only the selection (%1) as CSV</source>
        <translation>仅所选 %1 条，CSV</translation>
    </message>
    <message>
        <source>Only the selection (%1) as HTML</source>
        <translation>仅所选 %1 条，HTML</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose which columns are shown.</source>
        <translation>选择要显示的列。</translation>
    </message>
    <message numerus="yes">
        <source>%1 dialogue(s)</source>
        <translation>
            <numerusform>%1 条对话</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::DialoguePane</name>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>The dialogue was copied, masked. Locking the journal takes it back from the clipboard.</source>
        <translation>对话已复制（已脱敏）。锁定日志时会从剪贴板收回。</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Streamed</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>%1 in the request, %2 in the answer</source>
        <translation>请求 %1，回答 %2</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 token</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Request record</source>
        <translation>请求记录</translation>
    </message>
    <message>
        <source>Answer record</source>
        <translation>回答记录</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the conversation as text, masked.</source>
        <translation>将对话复制为文字（已脱敏）。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Parts of the dialogue</source>
        <translation>对话的各部分</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Masked (%1)</source>
        <translation>脱敏 (%1)</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Rules that were found</source>
        <translation>命中的规则</translation>
    </message>
</context>
<context>
    <name>mirror::ui::DialoguesPage</name>
    <message>
        <source>Journal</source>
        <translation>对话日志</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the list still (Space).</source>
        <translation>让列表保持不动（空格）。</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Forget everything that is shown until the passphrase is given again (Ctrl+L).</source>
        <translation>忘掉所显示的一切，再次输入口令后才能查看 (Ctrl+L)。</translation>
    </message>
    <message>
        <source>Dialogues</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>完整性</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Parts of the journal</source>
        <translation>日志的各部分</translation>
    </message>
    <message>
        <source>Pause or go on with the list</source>
        <translation>暂停或继续列表</translation>
    </message>
    <message>
        <source>Copy the dialogue</source>
        <translation>复制对话</translation>
    </message>
    <message>
        <source>Check the journal</source>
        <translation>校验日志</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n segment(s)</source>
        <translation>
            <numerusform>%1，共 %n 个分段</numerusform>
        </translation>
    </message>
    <message>
        <source>Dialogues cannot be written.</source>
        <translation>对话无法写入。</translation>
    </message>
    <message>
        <source>Requests refused so far: %1.</source>
        <translation>至今已拒绝的请求：%1。</translation>
    </message>
    <message>
        <source>Dialogues that are missing: %1.</source>
        <translation>缺失的对话：%1。</translation>
    </message>
    <message>
        <source>Search in all texts</source>
        <translation>在全部文字中搜索</translation>
    </message>
    <message>
        <source>Segments of the journal</source>
        <translation>日志的分段</translation>
    </message>
</context>
<context>
    <name>mirror::ui::DryRunModel</name>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本数</translation>
    </message>
    <message>
        <source>Since this draft</source>
        <translation>本草稿新增</translation>
    </message>
</context>
<context>
    <name>mirror::ui::DryRunPane</name>
    <message>
        <source>Folder with texts</source>
        <translation>文本所在文件夹</translation>
    </message>
    <message>
        <source>The dry run was cancelled.</source>
        <translation>试运行已取消。</translation>
    </message>
    <message>
        <source>Exclude the chosen rules</source>
        <translation>排除所选规则</translation>
    </message>
    <message numerus="yes">
        <source>Exclude %n rule(s)</source>
        <translation>
            <numerusform>排除 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Passages that would newly be blocked: %1</source>
        <translation>将新增拦截的段落：%1</translation>
    </message>
    <message>
        <source>Passages of this rule: %1</source>
        <translation>此规则命中的段落：%1</translation>
    </message>
    <message>
        <source>blocked by the list in force: %1, by the draft: %2</source>
        <translation>生效词库拦截 %1 段，草稿拦截 %2 段</translation>
    </message>
    <message>
        <source>%1 texts, %2, in %3</source>
        <translation>%1 篇文本，%2，用时 %3</translation>
    </message>
    <message>
        <source>%1 files could not be read as text</source>
        <translation>%1 个文件无法按文本读取</translation>
    </message>
    <message>
        <source>Run the draft over innocent texts before it is applied: what it blocks there, it blocks at work.</source>
        <translation>应用之前先用正常文本试运行：在这里被误拦的，上线后也会被误拦。</translation>
    </message>
    <message>
        <source>There was no text to read.</source>
        <translation>没有可读取的文本。</translation>
    </message>
    <message>
        <source>Would newly block none of %1 passages.</source>
        <translation>%1 个段落中没有新增拦截。</translation>
    </message>
    <message>
        <source>Would newly block %1 of %2 passages (%3).</source>
        <translation>将新增拦截 %1 / %2 个段落（%3）。</translation>
    </message>
    <message>
        <source>Texts of the program</source>
        <translation>内置文本</translation>
    </message>
    <message>
        <source>Everyday office and technical prose in Chinese and English.</source>
        <translation>日常办公与技术类的中英文文本。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>All texts under a folder of the machine the engine runs on.</source>
        <translation>引擎所在机器上某个文件夹内的全部文本。</translation>
    </message>
    <message>
        <source>Path on the engine&apos;s machine</source>
        <translation>引擎所在机器上的路径</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Rules of which direction count</source>
        <translation>按哪个方向的规则判定</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the dry run</source>
        <translation>试运行进度</translation>
    </message>
    <message>
        <source>The draft has changed since; run it again.</source>
        <translation>草稿已更改，请重新试运行。</translation>
    </message>
    <message>
        <source>Rules that fire in innocent texts</source>
        <translation>在正常文本中命中的规则</translation>
    </message>
    <message>
        <source>Passages that would be blocked</source>
        <translation>将被拦截的段落</translation>
    </message>
    <message>
        <source>Choose all new ones</source>
        <translation>勾选全部新增</translation>
    </message>
    <message>
        <source>Checks every rule that the list in force would not have found.</source>
        <translation>勾选生效词库不会命中的所有规则。</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Switches the chosen rules off in the draft; it can be undone.</source>
        <translation>在草稿中停用所选规则，可以撤销。</translation>
    </message>
    <message>
        <source>The journal was locked: the dry run ended.</source>
        <translation>日志已锁定，试运行已结束。</translation>
    </message>
    <message>
        <source>What was said lately, masked as it was written.</source>
        <translation>最近的对话，按记录时的脱敏内容。</translation>
    </message>
    <message>
        <source>Unlock the journal on its page first.</source>
        <translation>请先在“对话日志”页解锁日志。</translation>
    </message>
    <message>
        <source>Dialogues of the journal, days back:</source>
        <translation>日志中的对话，最近天数：</translation>
    </message>
    <message>
        <source>How many days back</source>
        <translation>回溯的天数</translation>
    </message>
</context>
<context>
    <name>mirror::ui::DryRunSampleModel</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
</context>
<context>
    <name>mirror::ui::EngineControl</name>
    <message>
        <source>Stop the engine?</source>
        <translation>停止引擎？</translation>
    </message>
    <message>
        <source>Drain instead lets them finish first.</source>
        <translation>改用排空可让它们先完成。</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>立即停止</translation>
    </message>
    <message>
        <source>The mirror is not reachable for a moment.</source>
        <translation>镜台会短暂无法访问。</translation>
    </message>
    <message>
        <source>Restart the engine?</source>
        <translation>重启引擎？</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message numerus="yes">
        <source>%n running request(s) will be cut.</source>
        <translation>
            <numerusform>%n 个进行中的请求将被中断。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::EngineNotices</name>
    <message>
        <source>Trying again by itself.</source>
        <translation>正在自动重试。</translation>
    </message>
    <message>
        <source>The engine could not start.</source>
        <translation>引擎无法启动。</translation>
    </message>
    <message>
        <source>Show setting</source>
        <translation>查看设置</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The listener %1 is not open.</source>
        <translation>监听器 %1 未打开。</translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s) no longer answer: %1. Their connections hang; the others go on.</source>
        <translation>
            <numerusform>%n 个工作线程不再响应：%1。其连接已挂起，其余照常工作。</numerusform>
        </translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>重启引擎</translation>
    </message>
    <message>
        <source>The changed file was refused, revision %1 stays in force.</source>
        <translation>修改后的文件被拒绝，版本 %1 继续有效。</translation>
    </message>
    <message>
        <source>Check certificate …</source>
        <translation>查看证书…</translation>
    </message>
    <message>
        <source>The word lists cannot be used; requests are refused until they can.</source>
        <translation>词库无法使用，恢复之前拒绝所有请求。</translation>
    </message>
    <message>
        <source>The newest word lists cannot be used; revision %1 goes on filtering.</source>
        <translation>最新词库无法使用，继续按版本 %1 过滤。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ErrorText</name>
    <message>
        <source>Something went wrong inside the mirror.</source>
        <translation>镜台内部出错。</translation>
    </message>
    <message>
        <source>The request body is not valid JSON.</source>
        <translation>请求体不是有效的 JSON。</translation>
    </message>
    <message>
        <source>The request is not valid HTTP.</source>
        <translation>请求不是有效的 HTTP。</translation>
    </message>
    <message>
        <source>The content coding or charset is not supported; send UTF-8, coded with gzip, deflate or not at all.</source>
        <translation>不支持此内容编码或字符集；请使用 UTF-8，以 gzip、deflate 压缩或不压缩。</translation>
    </message>
    <message>
        <source>The request body is larger than allowed.</source>
        <translation>请求体超过允许的大小。</translation>
    </message>
    <message>
        <source>The request head is larger than allowed.</source>
        <translation>请求头超过允许的大小。</translation>
    </message>
    <message>
        <source>The client sent its request too slowly.</source>
        <translation>客户端发送请求过慢。</translation>
    </message>
    <message>
        <source>The virtual key is missing or unknown.</source>
        <translation>虚拟密钥缺失或未知。</translation>
    </message>
    <message>
        <source>The key may not use the model %1.</source>
        <translation>该密钥不得使用模型 %1。</translation>
    </message>
    <message>
        <source>There is nothing at %1.</source>
        <translation>%1 处没有内容。</translation>
    </message>
    <message>
        <source>No upstream serves the model %1.</source>
        <translation>没有上游提供模型 %1。</translation>
    </message>
    <message>
        <source>The method %1 cannot be used here.</source>
        <translation>此处不能使用方法 %1。</translation>
    </message>
    <message>
        <source>The client closed the connection.</source>
        <translation>客户端关闭了连接。</translation>
    </message>
    <message>
        <source>The upstream %1 cannot be reached.</source>
        <translation>无法连接上游 %1。</translation>
    </message>
    <message>
        <source>The upstream %1 closed the connection before it answered.</source>
        <translation>上游 %1 在应答前关闭了连接。</translation>
    </message>
    <message>
        <source>The upstream %1 sent an answer that breaks the protocol.</source>
        <translation>上游 %1 的应答不符合协议。</translation>
    </message>
    <message>
        <source>The upstream %1 refuses our key; check its API keys.</source>
        <translation>上游 %1 拒绝我们的密钥；请检查其 API 密钥。</translation>
    </message>
    <message>
        <source>The upstream %1 answered with status %2.</source>
        <translation>上游 %1 以状态 %2 应答。</translation>
    </message>
    <message>
        <source>Connecting to the upstream %1 took too long.</source>
        <translation>连接上游 %1 用时过长。</translation>
    </message>
    <message>
        <source>The upstream %1 did not begin to answer in time.</source>
        <translation>上游 %1 未及时开始应答。</translation>
    </message>
    <message>
        <source>The upstream %1 did not send a first token in time.</source>
        <translation>上游 %1 未及时发出首个 token。</translation>
    </message>
    <message>
        <source>The upstream %1 fell silent in the middle of its answer.</source>
        <translation>上游 %1 在应答中途没有了声息。</translation>
    </message>
    <message>
        <source>The upstream %1 did not finish within the deadline.</source>
        <translation>上游 %1 未在期限内完成。</translation>
    </message>
    <message>
        <source>The upstream %1 broke off its answer.</source>
        <translation>上游 %1 中断了应答。</translation>
    </message>
    <message>
        <source>The upstream %1 reported an error inside its stream.</source>
        <translation>上游 %1 在流中报告了错误。</translation>
    </message>
    <message>
        <source>No upstream can take the request now.</source>
        <translation>目前没有上游能接受请求。</translation>
    </message>
    <message>
        <source>The mirror is shutting down.</source>
        <translation>镜台正在关闭。</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be verified; set a CA file if a private authority signed it.</source>
        <translation>无法验证 %1 的证书；若由私有机构签发，请设置 CA 文件。</translation>
    </message>
    <message>
        <source>The name %1 cannot be resolved.</source>
        <translation>无法解析名称 %1。</translation>
    </message>
    <message>
        <source>The address %1 is link-local or a metadata service and is never contacted.</source>
        <translation>地址 %1 是链路本地地址或元数据服务，从不访问。</translation>
    </message>
    <message>
        <source>The text is not valid YAML.</source>
        <translation>文本不是有效的 YAML。</translation>
    </message>
    <message>
        <source>There is no setting called %1.</source>
        <translation>没有名为 %1 的设置。</translation>
    </message>
    <message>
        <source>The value of %1 cannot be used: %2.</source>
        <translation>%1 的值不可用：%2。</translation>
    </message>
    <message>
        <source>Someone else changed the configuration (revision %1). Load it and make your change again.</source>
        <translation>其他人修改了配置（版本 %1）。请载入后重新修改。</translation>
    </message>
    <message>
        <source>There is no revision %1.</source>
        <translation>没有版本 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>The file %1 holds a secret and can be read by others; run: chmod 600 %1</source>
        <translation>文件 %1 含有机密却可被他人读取；请运行：chmod 600 %1</translation>
    </message>
    <message>
        <source>The secret %1 is not set.</source>
        <translation>机密 %1 未设置。</translation>
    </message>
    <message>
        <source>The address %1 is used by another program. Choose another port or stop that program.</source>
        <translation>地址 %1 已被其他程序占用。请换一个端口或停止那个程序。</translation>
    </message>
    <message>
        <source>The mirror cannot listen on the address %1.</source>
        <translation>镜台无法监听地址 %1。</translation>
    </message>
    <message>
        <source>The certificate or key in %1 cannot be used.</source>
        <translation>%1 中的证书或私钥不可用。</translation>
    </message>
    <message>
        <source>The engine is not running.</source>
        <translation>引擎未运行。</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>没有 %1。</translation>
    </message>
    <message>
        <source>The admin token is missing or wrong.</source>
        <translation>管理令牌缺失或错误。</translation>
    </message>
    <message>
        <source>This is not supported: %1.</source>
        <translation>不支持：%1。</translation>
    </message>
    <message>
        <source>The engine at %1 cannot be reached.</source>
        <translation>无法连接位于 %1 的引擎。</translation>
    </message>
    <message>
        <source>The key may not use this model.</source>
        <translation>该密钥不得使用此模型。</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>此地址没有内容。</translation>
    </message>
    <message>
        <source>No upstream serves this model.</source>
        <translation>没有上游提供此模型。</translation>
    </message>
    <message>
        <source>This method cannot be used here.</source>
        <translation>此处不能使用该方法。</translation>
    </message>
    <message>
        <source>The upstream cannot be reached.</source>
        <translation>无法连接上游。</translation>
    </message>
    <message>
        <source>The upstream closed the connection before it answered.</source>
        <translation>上游在应答前关闭了连接。</translation>
    </message>
    <message>
        <source>The upstream sent an answer that breaks the protocol.</source>
        <translation>上游的应答不符合协议。</translation>
    </message>
    <message>
        <source>The upstream refuses our key; check its API keys.</source>
        <translation>上游拒绝我们的密钥；请检查其 API 密钥。</translation>
    </message>
    <message>
        <source>The upstream answered with an error status.</source>
        <translation>上游以错误状态应答。</translation>
    </message>
    <message>
        <source>Connecting to the upstream took too long.</source>
        <translation>连接上游用时过长。</translation>
    </message>
    <message>
        <source>The upstream did not begin to answer in time.</source>
        <translation>上游未及时开始应答。</translation>
    </message>
    <message>
        <source>The upstream did not send a first token in time.</source>
        <translation>上游未及时发出首个 token。</translation>
    </message>
    <message>
        <source>The upstream fell silent in the middle of its answer.</source>
        <translation>上游在应答中途没有了声息。</translation>
    </message>
    <message>
        <source>The upstream did not finish within the deadline.</source>
        <translation>上游未在期限内完成。</translation>
    </message>
    <message>
        <source>The upstream broke off its answer.</source>
        <translation>上游中断了应答。</translation>
    </message>
    <message>
        <source>The upstream reported an error inside its stream.</source>
        <translation>上游在流中报告了错误。</translation>
    </message>
    <message>
        <source>The upstream&apos;s certificate cannot be verified.</source>
        <translation>无法验证上游的证书。</translation>
    </message>
    <message>
        <source>The upstream&apos;s name cannot be resolved.</source>
        <translation>无法解析上游的名称。</translation>
    </message>
    <message>
        <source>The upstream&apos;s address is link-local or a metadata service.</source>
        <translation>上游地址是链路本地地址或元数据服务。</translation>
    </message>
    <message>
        <source>The engine has started.</source>
        <translation>引擎已启动。</translation>
    </message>
    <message>
        <source>The engine has stopped.</source>
        <translation>引擎已停止。</translation>
    </message>
    <message>
        <source>The engine lets running requests finish and takes no new ones.</source>
        <translation>引擎让进行中的请求完成，不再接受新请求。</translation>
    </message>
    <message>
        <source>The engine could not start.</source>
        <translation>引擎无法启动。</translation>
    </message>
    <message>
        <source>Worker %1 no longer answers.</source>
        <translation>工作线程 %1 不再响应。</translation>
    </message>
    <message>
        <source>Worker %1 answers again.</source>
        <translation>工作线程 %1 恢复响应。</translation>
    </message>
    <message>
        <source>Revision %1 of the configuration is in force.</source>
        <translation>配置版本 %1 已生效。</translation>
    </message>
    <message>
        <source>A configuration was refused (%1); the present one stays in force.</source>
        <translation>一份配置被拒绝（%1）；当前配置继续有效。</translation>
    </message>
    <message>
        <source>The listener %1 uses a new certificate.</source>
        <translation>监听器 %1 已使用新证书。</translation>
    </message>
    <message>
        <source>The certificate of the listener %1 expires in %2 days.</source>
        <translation>监听器 %1 的证书将在 %2 天后到期。</translation>
    </message>
    <message>
        <source>Virtual keys were loaded: %1.</source>
        <translation>已载入虚拟密钥：%1 个。</translation>
    </message>
    <message>
        <source>The upstream %1 does not answer.</source>
        <translation>上游 %1 没有应答。</translation>
    </message>
    <message>
        <source>The upstream %1 answers again.</source>
        <translation>上游 %1 恢复应答。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>排空中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>The rule %1 of the word lists forbids this content.</source>
        <translation>词库规则 %1 禁止此内容。</translation>
    </message>
    <message>
        <source>It was cancelled; nothing has changed.</source>
        <translation>已取消，未作任何更改。</translation>
    </message>
    <message>
        <source>The dialogue cannot be written to the journal now, and none may go unwritten.</source>
        <translation>对话暂时无法写入日志，而不写日志的对话不予放行。</translation>
    </message>
    <message>
        <source>This is not the journal&apos;s passphrase.</source>
        <translation>日志口令不正确。</translation>
    </message>
    <message>
        <source>%1 of the journal is damaged: %2.</source>
        <translation>日志的 %1 已损坏：%2。</translation>
    </message>
    <message>
        <source>The journal has no key yet. Set a passphrase to make one.</source>
        <translation>日志还没有密钥。请设置口令以生成密钥。</translation>
    </message>
    <message>
        <source>The journal has a key already. Change its passphrase or rotate it instead.</source>
        <translation>日志已有密钥。请改为修改口令或轮换密钥。</translation>
    </message>
    <message>
        <source>The journal is locked. Give the passphrase again.</source>
        <translation>日志已锁定，请重新输入口令。</translation>
    </message>
    <message>
        <source>The journal cannot be written.</source>
        <translation>日志无法写入。</translation>
    </message>
    <message>
        <source>The journal is written again after %2 seconds; dialogues that are missing: %1.</source>
        <translation>日志在 %2 秒后恢复写入；缺失的对话：%1。</translation>
    </message>
    <message>
        <source>A rule of the word lists forbids this content.</source>
        <translation>词库规则禁止此内容。</translation>
    </message>
    <message>
        <source>Revision %1 of the word lists is in force.</source>
        <translation>词库版本 %1 已生效。</translation>
    </message>
    <message>
        <source>The word lists could not be taken over (%1); the ones in force stay.</source>
        <translation>无法采用词库（%1），继续使用现行词库。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FieldEditor</name>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>One a line</source>
        <translation>每行一个</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FieldForm</name>
    <message>
        <source>Form of all settings</source>
        <translation>所有设置的表单</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FieldRow</name>
    <message>
        <source>Back to the value in force</source>
        <translation>恢复为当前生效的值</translation>
    </message>
    <message>
        <source>Revert %1</source>
        <translation>恢复 %1</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FieldText</name>
    <message>
        <source>Write a whole number.</source>
        <translation>请填写整数。</translation>
    </message>
    <message>
        <source>Write a number.</source>
        <translation>请填写数字。</translation>
    </message>
    <message>
        <source>Write a time with its unit, such as 250ms, 5s, 2m or 1h.</source>
        <translation>请填写带单位的时间，如 250ms、5s、2m 或 1h。</translation>
    </message>
    <message>
        <source>Write a size with its unit, such as 512 B, 32 KiB or 8 MiB.</source>
        <translation>请填写带单位的大小，如 512 B、32 KiB 或 8 MiB。</translation>
    </message>
    <message>
        <source>Write true or false.</source>
        <translation>请填写 true 或 false。</translation>
    </message>
    <message>
        <source>%1 · new listener</source>
        <translation>%1 · 新监听器</translation>
    </message>
    <message>
        <source>%1 · new upstream</source>
        <translation>%1 · 新上游</translation>
    </message>
    <message>
        <source>%1 · new alias</source>
        <translation>%1 · 新别名</translation>
    </message>
    <message>
        <source>Add listener</source>
        <translation>添加监听器</translation>
    </message>
    <message>
        <source>Add upstream</source>
        <translation>添加上游</translation>
    </message>
    <message>
        <source>Add alias</source>
        <translation>添加别名</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>One of: %1.</source>
        <translation>可选：%1。</translation>
    </message>
    <message>
        <source>%1 to %2 characters.</source>
        <translation>%1 到 %2 个字符。</translation>
    </message>
    <message>
        <source>Allowed: %1 to %2.</source>
        <translation>允许：%1 到 %2。</translation>
    </message>
    <message>
        <source>For new connections</source>
        <translation>对新连接生效</translation>
    </message>
    <message>
        <source>Opens the address anew</source>
        <translation>将重新打开地址</translation>
    </message>
    <message>
        <source>After a restart of the engine</source>
        <translation>引擎重启后生效</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FilterEdit</name>
    <message>
        <source>Filter, for example  status:5xx  model:qwen*  total:&gt;2s  -key:test</source>
        <translation>过滤，例如  status:5xx  model:qwen*  total:&gt;2s  -key:test</translation>
    </message>
    <message>
        <source>Filter of the requests</source>
        <translation>请求的过滤条件</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FilterLine</name>
    <message>
        <source>This filter is valid.</source>
        <translation>过滤条件有效。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FiltersPage</name>
    <message>
        <source>Revision %1 is in force with the content of an old one.</source>
        <translation>已恢复旧版本的内容，作为版本 %1 生效。</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>Kinds of rules</source>
        <translation>规则种类</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Reads words from a txt, csv or json file into the draft. Files may also be dropped here.</source>
        <translation>从 txt、csv 或 json 文件读入草稿，也可将文件拖到此处。</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import words</source>
        <translation>导入词条</translation>
    </message>
    <message>
        <source>Discard the changes of the word lists</source>
        <translation>放弃对词库的修改</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Dry run …</source>
        <translation>试运行…</translation>
    </message>
    <message>
        <source>What the draft would do to innocent texts.</source>
        <translation>查看草稿会误伤哪些正常文本。</translation>
    </message>
    <message>
        <source>Apply …</source>
        <translation>应用…</translation>
    </message>
    <message>
        <source>Back to the words</source>
        <translation>返回词条</translation>
    </message>
    <message>
        <source>Apply the word lists</source>
        <translation>应用词库</translation>
    </message>
    <message>
        <source>Dry run of the word lists</source>
        <translation>词库试运行</translation>
    </message>
    <message>
        <source>History of the word lists</source>
        <translation>词库历史</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>敏感词</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Regular expressions</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>An old revision is in the draft; nothing changes before it is applied.</source>
        <translation>旧版本已在草稿中；应用之前不会有任何改变。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n 处修改尚未应用</numerusform>
        </translation>
    </message>
    <message>
        <source>Revision %1 came into force meanwhile. Apply offers to make your changes on it.</source>
        <translation>版本 %1 已在此期间生效。应用时可将您的修改并入该版本。</translation>
    </message>
    <message>
        <source>All changes that were not applied are lost, and the revision in force is loaded again.</source>
        <translation>所有未应用的修改都将丢失，并重新载入生效中的版本。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>All entries as CSV</source>
        <translation>全部词条（CSV）</translation>
    </message>
    <message>
        <source>All entries as JSON</source>
        <translation>全部词条（JSON）</translation>
    </message>
    <message>
        <source>All texts, one a line</source>
        <translation>全部文本，每行一条</translation>
    </message>
    <message>
        <source>The %1 selected as CSV</source>
        <translation>所选 %1 条（CSV）</translation>
    </message>
    <message>
        <source>The %1 selected as JSON</source>
        <translation>所选 %1 条（JSON）</translation>
    </message>
    <message>
        <source>The texts of the %1 selected</source>
        <translation>所选 %1 条的文本</translation>
    </message>
    <message>
        <source>Export words</source>
        <translation>导出词条</translation>
    </message>
    <message>
        <source>Word lists (*.%1)</source>
        <translation>词库文件 (*.%1)</translation>
    </message>
</context>
<context>
    <name>mirror::ui::FirstKeyBar</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>This is the virtual key for your clients. It is shown only now; only its hash is kept.</source>
        <translation>这是给客户端使用的虚拟密钥。仅此刻显示；只保存其哈希值。</translation>
    </message>
    <message>
        <source>Virtual key</source>
        <translation>虚拟密钥</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy virtual key</source>
        <translation>复制虚拟密钥</translation>
    </message>
    <message>
        <source>Close; the key cannot be shown again</source>
        <translation>关闭；密钥无法再次显示</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ImportWordsDialog</name>
    <message>
        <source>Import words</source>
        <translation>导入词条</translation>
    </message>
    <message>
        <source>Word lists (*.txt *.csv *.json)</source>
        <translation>词库文件 (*.txt *.csv *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Text from the clipboard</source>
        <translation>剪贴板中的文本</translation>
    </message>
    <message numerus="yes">
        <source>Import %1 entries</source>
        <translation>
            <numerusform>导入 %1 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lines: %2 new, %3 there already, %4 refused.</source>
        <translation>
            <numerusform>共 %1 行：新增 %2 条，已有 %3 条，拒绝 %4 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Read as %1, %2.</source>
        <translation>格式 %1，编码 %2。</translation>
    </message>
    <message>
        <source>Problems (%1 of %2)</source>
        <translation>问题（%2 个中的 %1 个）</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题（%1）</translation>
    </message>
    <message>
        <source>New entries (the first %1)</source>
        <translation>新增词条（前 %1 条）</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 entries imported from %2.</source>
        <translation>
            <numerusform>已从 %2 导入 %1 条词条。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 were left out.</source>
        <translation>略过 %1 条。</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>No file chosen yet. It may also be dropped on the page.</source>
        <translation>尚未选择文件，也可将文件拖到页面上。</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Into the list</source>
        <translation>导入到列表</translation>
    </message>
    <message>
        <source>Entries are</source>
        <translation>词条种类</translation>
    </message>
    <message>
        <source>Found only as written</source>
        <translation>仅按原文匹配</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Used where the file says nothing else.</source>
        <translation>文件未注明时采用以上设置。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>New entries</source>
        <translation>新增词条</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Save the report …</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>By the name and content</source>
        <translation>按名称和内容识别</translation>
    </message>
    <message>
        <source>Text, one entry a line</source>
        <translation>文本，每行一条</translation>
    </message>
    <message>
        <source>CSV, the first line names the columns</source>
        <translation>CSV，首行为列名</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>敏感词</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Regular expressions</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>The file is being looked at.</source>
        <translation>正在检查文件…</translation>
    </message>
    <message>
        <source>The entries are being imported into the draft.</source>
        <translation>正在将词条导入草稿…</translation>
    </message>
</context>
<context>
    <name>mirror::ui::JournalFilterEdit</name>
    <message>
        <source>Filter, e.g.  key:alice  outcome:filtered</source>
        <translation>筛选，例如  key:alice  outcome:filtered</translation>
    </message>
    <message>
        <source>Filter of the journal</source>
        <translation>日志的筛选</translation>
    </message>
    <message>
        <source>Name of the virtual key</source>
        <translation>虚拟密钥的名称</translation>
    </message>
    <message>
        <source>Model asked for or answered, * stands for anything</source>
        <translation>请求或应答的模型，* 代表任意内容</translation>
    </message>
    <message>
        <source>How the request ended</source>
        <translation>请求的结果</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
</context>
<context>
    <name>mirror::ui::JournalGate</name>
    <message numerus="yes">
        <source>Use at least %n character(s); a sentence is easiest to remember.</source>
        <translation>
            <numerusform>至少用 %n 个字符；一句话最好记。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不同。</translation>
    </message>
    <message>
        <source>Journal switched on</source>
        <translation>开启日志</translation>
    </message>
    <message>
        <source>No passphrase was tried: put the file back from a copy. Without it nothing of the journal can be read.</source>
        <translation>未尝试口令：请从副本恢复该文件，没有它就读不出日志的任何内容。</translation>
    </message>
    <message>
        <source>The attempt is in the audit trail.</source>
        <translation>此次尝试已记入审计记录。</translation>
    </message>
    <message>
        <source>Passphrase of the journal</source>
        <translation>日志的口令</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase, once more</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>The engine is stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>Nothing is written now. Start the engine to write and to read the journal.</source>
        <translation>现在没有写入。启动引擎后才能写入和阅读日志。</translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation>引擎没有应答</translation>
    </message>
    <message>
        <source>The journal can be read as soon as it answers again.</source>
        <translation>它恢复应答后即可阅读日志。</translation>
    </message>
    <message>
        <source>No dialogue is written yet</source>
        <translation>尚未记录对话</translation>
    </message>
    <message>
        <source>Set a passphrase to switch the journal on. Dialogues are sealed with a key that only this passphrase opens: whoever loses it can never read them again, and nobody can give it back.</source>
        <translation>设置口令即可开启日志。对话用密钥封存，只有此口令能打开它：一旦遗失，就再也无法阅读，也没有人能找回。</translation>
    </message>
    <message>
        <source>Making the key …</source>
        <translation>正在生成密钥…</translation>
    </message>
    <message>
        <source>Set passphrase and switch on</source>
        <translation>设置口令并开启</translation>
    </message>
    <message>
        <source>The journal is switched off</source>
        <translation>日志已关闭</translation>
    </message>
    <message>
        <source>Dialogues are not written now. Switch it on, or give the passphrase to read what was written before.</source>
        <translation>现在不记录对话。可以开启它，或输入口令阅读以前记录的内容。</translation>
    </message>
    <message>
        <source>Unlocking …</source>
        <translation>正在解锁…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>The journal is locked</source>
        <translation>日志已锁定</translation>
    </message>
    <message>
        <source>Dialogues are written all the time; reading them takes the passphrase.</source>
        <translation>对话一直在记录；阅读需要口令。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::JournalKeysForm</name>
    <message>
        <source>Written to</source>
        <translation>正在使用</translation>
    </message>
    <message>
        <source>For reading only</source>
        <translation>仅用于阅读</translation>
    </message>
    <message>
        <source>The two new passphrases differ.</source>
        <translation>两次输入的新口令不同。</translation>
    </message>
    <message>
        <source>The passphrase was changed. Copies of the old key file still open with the old one.</source>
        <translation>口令已更改。旧密钥文件的副本仍可用旧口令打开。</translation>
    </message>
    <message>
        <source>From the next segment on dialogues are sealed to the new key. Old segments stay readable.</source>
        <translation>从下一个分段起，对话用新密钥封存；旧分段仍可阅读。</translation>
    </message>
    <message>
        <source>Keys of the journal</source>
        <translation>日志的密钥</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>建立时间</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>There is no key yet. The Journal page makes one with its passphrase.</source>
        <translation>尚无密钥。在“日志”页设置口令时会生成。</translation>
    </message>
    <message>
        <source>Change passphrase …</source>
        <translation>更改口令…</translation>
    </message>
    <message>
        <source>New key …</source>
        <translation>新建密钥…</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>当前口令</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>New one, once more</source>
        <translation>再次输入新口令</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What is written from the next segment on is sealed to a new key. The old key stays, or what it seals could not be read.</source>
        <translation>从下一个分段起写入的内容用新密钥封存。旧密钥会保留，否则它封存的内容就无法阅读。</translation>
    </message>
    <message numerus="yes">
        <source>The keys stay the same and are sealed again under the new passphrase, of at least %n character(s).</source>
        <translation>
            <numerusform>密钥不变，用新口令重新封存；新口令至少 %n 个字符。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::JournalModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 token</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>脱敏</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>片段</translation>
    </message>
</context>
<context>
    <name>mirror::ui::LegendBar</name>
    <message>
        <source>Show only this series, or all of them again.</source>
        <translation>只显示此系列，或重新显示全部。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ListEditor</name>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move %1 up</source>
        <translation>上移 %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
</context>
<context>
    <name>mirror::ui::MainWindow</name>
    <message>
        <source>Address copied: %1</source>
        <translation>已复制地址：%1</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Engine: %1</source>
        <translation>引擎：%1</translation>
    </message>
    <message>
        <source>Start, stop, drain or restart the engine</source>
        <translation>启动、停止、排空或重启引擎</translation>
    </message>
    <message>
        <source>Demo: a simulated provider and seeded traffic in a profile of their own. Nothing here is real.</source>
        <translation>演示：独立配置目录中的模拟供应商与预设流量，一切均非真实数据。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>引擎(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message numerus="yes">
        <source>%n running request(s) will be cut.</source>
        <translation>
            <numerusform>%n 个进行中的请求将被中断。</numerusform>
        </translation>
    </message>
    <message>
        <source>The mirror stops with this window.</source>
        <translation>镜台随此窗口停止。</translation>
    </message>
    <message>
        <source>Quit MirrorDesk?</source>
        <translation>退出 MirrorDesk？</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>mirror::ui::MaskedValues</name>
    <message>
        <source>Personal data was replaced before it was written. The originals are sealed apart; showing one takes a reason.</source>
        <translation>个人信息在写入前已被替换，原值另行封存；查看需要说明理由。</translation>
    </message>
    <message>
        <source>Masked values</source>
        <translation>脱敏的值</translation>
    </message>
    <message>
        <source>Reveal …</source>
        <translation>查看原值…</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>理由(&amp;R)</translation>
    </message>
    <message>
        <source>Reason for revealing the value</source>
        <translation>查看原值的理由</translation>
    </message>
    <message>
        <source>Who asked, and what for</source>
        <translation>谁要求查看，用于什么</translation>
    </message>
    <message>
        <source>Show the value</source>
        <translation>显示原值</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>Hidden again in %n second(s). That it was shown, and why, is in the audit trail.</source>
        <translation>
            <numerusform>%n 秒后再次隐藏。此次查看及其理由已记入审计记录。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>mirror::ui::PhraseBar</name>
    <message>
        <source>Inside this phrase “%1” is no hit any more; elsewhere it stays one.</source>
        <translation>“%1”在此短语中不再算命中，在别处仍算。</translation>
    </message>
    <message>
        <source>The phrase must be longer than “%1”: add what stands before or behind it.</source>
        <translation>短语须长于“%1”：请补上前后的文字。</translation>
    </message>
    <message>
        <source>The phrase must contain “%1”.</source>
        <translation>短语须包含“%1”。</translation>
    </message>
    <message>
        <source>The phrase is too long: at most %1 characters.</source>
        <translation>短语过长：最多 %1 个字符。</translation>
    </message>
    <message>
        <source>A&amp;llow the phrase</source>
        <translation>放行短语(&amp;L)</translation>
    </message>
    <message>
        <source>Phrase to allow</source>
        <translation>要放行的短语</translation>
    </message>
    <message>
        <source>Take one more character before it.</source>
        <translation>向前多取一个字符。</translation>
    </message>
    <message>
        <source>One more character before</source>
        <translation>向前多取一个字符</translation>
    </message>
    <message>
        <source>Take one more character behind it.</source>
        <translation>向后多取一个字符。</translation>
    </message>
    <message>
        <source>One more character behind</source>
        <translation>向后多取一个字符</translation>
    </message>
    <message>
        <source>Add exception</source>
        <translation>添加例外</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>mirror::ui::PiiTab</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed, not applied yet</source>
        <translation>
            <numerusform>%n 项设置已更改，尚未应用</numerusform>
        </translation>
    </message>
    <message>
        <source>The engine refused the settings.</source>
        <translation>引擎拒绝了这些设置。</translation>
    </message>
    <message>
        <source>Revision %1 of the configuration is in force.</source>
        <translation>配置版本 %1 已生效。</translation>
    </message>
    <message>
        <source>Make my changes on the newest</source>
        <translation>在最新版本上应用我的更改</translation>
    </message>
    <message>
        <source>Discard my changes</source>
        <translation>放弃我的更改</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>What counts, and how often it was masked today</source>
        <translation>识别的类别与今日脱敏次数</translation>
    </message>
    <message>
        <source>Counted since midnight. Only numbers are kept, never what was found.</source>
        <translation>自零点起计数。只保留次数，不保留内容。</translation>
    </message>
    <message>
        <source>The settings are being loaded</source>
        <translation>正在载入设置</translation>
    </message>
    <message>
        <source>The engine has not answered yet.</source>
        <translation>引擎尚未应答。</translation>
    </message>
    <message>
        <source>Masked today: %1</source>
        <translation>今日脱敏：%1</translation>
    </message>
    <message>
        <source>Revert all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>Review and apply …</source>
        <translation>检查并应用…</translation>
    </message>
</context>
<context>
    <name>mirror::ui::PiiTrialPane</name>
    <message>
        <source>%1, replaced by %2</source>
        <translation>%1，替换为 %2</translation>
    </message>
    <message>
        <source>only the first MiB of the text is tried</source>
        <translation>只试文本的前 1 MiB</translation>
    </message>
    <message>
        <source>Could not be tried</source>
        <translation>无法试查</translation>
    </message>
    <message>
        <source>Nothing to try yet</source>
        <translation>尚无文本</translation>
    </message>
    <message>
        <source>No personal data</source>
        <translation>没有个人信息</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) would be masked</source>
        <translation>
            <numerusform>将脱敏 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试查</translation>
    </message>
    <message>
        <source>Type or paste text here; personal data in it is marked at once, with the settings as they stand at the left.</source>
        <translation>在此输入或粘贴文本，按左侧当前设置即时标出其中的个人信息。</translation>
    </message>
    <message>
        <source>Text to try out</source>
        <translation>试查文本</translation>
    </message>
    <message>
        <source>What is left of it</source>
        <translation>脱敏结果</translation>
    </message>
    <message>
        <source>The masked text</source>
        <translation>脱敏后的文本</translation>
    </message>
</context>
<context>
    <name>mirror::ui::PlotView</name>
    <message>
        <source>The engine did not run.</source>
        <translation>引擎未运行。</translation>
    </message>
    <message>
        <source>The engine did not run in this period.</source>
        <translation>此时段内引擎未运行。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ProblemModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>词条</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>mirror::ui::RangeBar</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从…到…</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
</context>
<context>
    <name>mirror::ui::RememberedPassphrase</name>
    <message>
        <source>The keyring of this desktop refused: %1</source>
        <translation>此桌面的密钥环拒绝了请求：%1</translation>
    </message>
    <message>
        <source>The remembered passphrase is not the right one any more and was removed from the keyring.</source>
        <translation>记住的口令已不正确，已从密钥环中移除。</translation>
    </message>
    <message>
        <source>Remember on this workstation</source>
        <translation>在此工作站上记住</translation>
    </message>
    <message>
        <source>Kept in the keyring of your desktop. Whoever uses your session can then open the journal without knowing the passphrase.</source>
        <translation>保存在您桌面的密钥环中。之后任何使用您会话的人无需知道口令即可打开日志。</translation>
    </message>
    <message>
        <source>Unlock with the remembered passphrase</source>
        <translation>用记住的口令解锁</translation>
    </message>
</context>
<context>
    <name>mirror::ui::RevisionModel</name>
    <message>
        <source>First run</source>
        <translation>首次运行</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Admin API</source>
        <translation>管理 API</translation>
    </message>
    <message>
        <source>%1 (in force)</source>
        <translation>%1（生效中）</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>mirror::ui::RevisionsPanel</name>
    <message>
        <source>Choose a revision to compare it with the one in force.</source>
        <translation>选择一个版本，与生效中的版本比较。</translation>
    </message>
    <message numerus="yes">
        <source>What would change if revision %1 came back (%n difference(s)):</source>
        <translation>
            <numerusform>若恢复版本 %1 将会改变的内容（%n 处差异）：</numerusform>
        </translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Back to editing</source>
        <translation>返回编辑</translation>
    </message>
    <message>
        <source>Take into the draft</source>
        <translation>取入草稿</translation>
    </message>
</context>
<context>
    <name>mirror::ui::RuleTable</name>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>How it was seen</source>
        <translation>识别方式</translation>
    </message>
    <message>
        <source>Rules that were found</source>
        <translation>命中的规则</translation>
    </message>
</context>
<context>
    <name>mirror::ui::RuleText</name>
    <message>
        <source>entities or escapes decoded</source>
        <translation>解码实体或转义</translation>
    </message>
    <message>
        <source>width or case made plain</source>
        <translation>统一全半角与大小写</translation>
    </message>
    <message>
        <source>invisible characters removed</source>
        <translation>去除不可见字符</translation>
    </message>
    <message>
        <source>traditional → simplified</source>
        <translation>繁体 → 简体</translation>
    </message>
    <message>
        <source>separators removed</source>
        <translation>去除分隔符</translation>
    </message>
    <message>
        <source>look-alike letters replaced</source>
        <translation>替换形近字母</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>拦截</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>打码</translation>
    </message>
    <message>
        <source>Observe</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>正则</translation>
    </message>
    <message>
        <source>as listed</source>
        <translation>原文命中</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Resident ID</source>
        <translation>身份证</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>手机号</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>邮箱地址</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>护照</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>车牌</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP 地址</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 次</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>备注：%1</translation>
    </message>
</context>
<context>
    <name>mirror::ui::SampleModel</name>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>mirror::ui::SecretListEditor</name>
    <message>
        <source>env:NAME, file:PATH or the key itself</source>
        <translation>env:名称、file:路径或密钥本身</translation>
    </message>
    <message>
        <source>Remove this key</source>
        <translation>删除此密钥</translation>
    </message>
    <message>
        <source>Remove key %1</source>
        <translation>删除密钥 %1</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
</context>
<context>
    <name>mirror::ui::SegmentModel</name>
    <message>
        <source>Shredded</source>
        <translation>已销毁</translation>
    </message>
    <message>
        <source>Written now</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>mirror::ui::SegmentsPane</name>
    <message>
        <source>Segment %1 can never be read again. The audit trail says who did it and why.</source>
        <translation>分段 %1 再也无法阅读。审计记录写明了是谁、为何这样做。</translation>
    </message>
    <message>
        <source>Save the key of segment %1</source>
        <translation>保存分段 %1 的密钥</translation>
    </message>
    <message>
        <source>Key files (*.key)</source>
        <translation>密钥文件 (*.key)</translation>
    </message>
    <message>
        <source>Segments of the journal</source>
        <translation>日志的分段</translation>
    </message>
    <message>
        <source>Shred …</source>
        <translation>销毁…</translation>
    </message>
    <message>
        <source>Destroy the key of a closed segment, so that it can never be read again.</source>
        <translation>销毁已关闭分段的密钥，使其再也无法阅读。</translation>
    </message>
    <message>
        <source>Export key …</source>
        <translation>导出密钥…</translation>
    </message>
    <message>
        <source>The key that opens this one segment, for an auditor: he reads the masked texts with any Fernet library.</source>
        <translation>只能打开这一个分段的密钥，供审计人员用任意 Fernet 库阅读脱敏后的文字。</translation>
    </message>
    <message>
        <source>Segment %1 can never be read again, by nobody, not even with the passphrase. Type its number and say why.</source>
        <translation>分段 %1 将再也无法被任何人阅读，有口令也不行。请输入它的编号并说明理由。</translation>
    </message>
    <message>
        <source>Whoever has the key can read all masked dialogues of segment %1. Say who gets it and why.</source>
        <translation>持有该密钥的人可以阅读分段 %1 中全部脱敏的对话。请说明交给谁、为何。</translation>
    </message>
    <message>
        <source>Number of the segment</source>
        <translation>分段编号</translation>
    </message>
    <message>
        <source>Number of the segment, to confirm</source>
        <translation>分段编号，用于确认</translation>
    </message>
    <message>
        <source>Reason, for the audit trail</source>
        <translation>理由，记入审计记录</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Shred for ever</source>
        <translation>永久销毁</translation>
    </message>
    <message>
        <source>Export the key</source>
        <translation>导出密钥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>mirror::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>The engine refused %n value(s); they are marked below.</source>
        <translation>
            <numerusform>引擎拒绝了 %n 个值，已在下方标出。</numerusform>
        </translation>
    </message>
    <message>
        <source>Revision %1 is in force.</source>
        <translation>版本 %1 已生效。</translation>
    </message>
    <message>
        <source>Restart the engine for all of it to take effect.</source>
        <translation>重启引擎后全部生效。</translation>
    </message>
    <message>
        <source>Discard my draft and load</source>
        <translation>放弃草稿并载入</translation>
    </message>
    <message>
        <source>Revision %1 is in the draft; nothing changes before it is applied.</source>
        <translation>版本 %1 已在草稿中；应用之前不会有任何改变。</translation>
    </message>
    <message>
        <source>Setting: %1</source>
        <translation>设置：%1</translation>
    </message>
    <message>
        <source>%1 of %2 settings</source>
        <translation>%1 / %2 项设置</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n 处修改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Revision %1, unchanged</source>
        <translation>版本 %1，未修改</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Review and apply …</source>
        <translation>检查并应用…</translation>
    </message>
    <message>
        <source>Review and apply changes</source>
        <translation>检查并应用修改</translation>
    </message>
    <message>
        <source>Show revisions</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>No setting matches</source>
        <translation>没有匹配的设置</translation>
    </message>
    <message>
        <source>Names, explanations and paths are searched.</source>
        <translation>搜索范围包括名称、说明和路径。</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Loading the configuration</source>
        <translation>正在载入配置</translation>
    </message>
    <message>
        <source>The engine has not answered yet.</source>
        <translation>引擎尚未应答。</translation>
    </message>
    <message>
        <source>Journal: keys and audit</source>
        <translation>日志：密钥与审计</translation>
    </message>
    <message>
        <source>Show the journal&apos;s keys and audit trail</source>
        <translation>显示日志的密钥与审计记录</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ShellActions</name>
    <message>
        <source>&amp;Start engine</source>
        <translation>启动引擎(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;top engine</source>
        <translation>停止引擎(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Drain engine</source>
        <translation>排空引擎(&amp;D)</translation>
    </message>
    <message>
        <source>Takes no new requests, lets running ones finish, then stops.</source>
        <translation>不再接受新请求，等进行中的完成后停止。</translation>
    </message>
    <message>
        <source>&amp;Restart engine</source>
        <translation>重启引擎(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Command palette</source>
        <translation>命令面板(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Find or filter</source>
        <translation>查找或过滤(&amp;F)</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除过滤</translation>
    </message>
    <message>
        <source>&amp;Export data of this page</source>
        <translation>导出本页数据(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Pause or continue</source>
        <translation>暂停或继续(&amp;P)</translation>
    </message>
    <message>
        <source>Follow the &amp;newest</source>
        <translation>跟随最新(&amp;N)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>S&amp;ettings</source>
        <translation>设置(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About MirrorDesk</source>
        <translation>关于 MirrorDesk(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Theme: as the desktop</source>
        <translation>主题：跟随桌面</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>主题：浅色</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>主题：深色</translation>
    </message>
    <message>
        <source>Language: as the system</source>
        <translation>语言：跟随系统</translation>
    </message>
    <message>
        <source>&amp;Open the demo</source>
        <translation>打开演示(&amp;O)</translation>
    </message>
    <message>
        <source>Simulated provider and seeded traffic, in a window and a profile of their own.</source>
        <translation>模拟供应商与预设流量，使用独立的窗口和配置目录。</translation>
    </message>
    <message>
        <source>&amp;Lock the journal</source>
        <translation>锁定日志(&amp;L)</translation>
    </message>
</context>
<context>
    <name>mirror::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>mirror::ui::StatusBar</name>
    <message>
        <source>Req/s</source>
        <translation>请求/秒</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>State of the engine; click for start, stop, drain and restart</source>
        <translation>引擎状态；点击可启动、停止、排空和重启</translation>
    </message>
    <message>
        <source>Requests a second over the last ten seconds</source>
        <translation>最近十秒平均每秒请求数</translation>
    </message>
    <message>
        <source>95 of 100 requests finished faster, over the last ten seconds</source>
        <translation>最近十秒内 95% 的请求比这更快完成</translation>
    </message>
    <message>
        <source>Share of failed requests over the last ten seconds</source>
        <translation>最近十秒内失败请求的比例</translation>
    </message>
    <message>
        <source>Share of cache lookups that were answered from the cache</source>
        <translation>缓存查找中命中的比例</translation>
    </message>
    <message>
        <source>Streams that are running now</source>
        <translation>正在进行的流</translation>
    </message>
    <message>
        <source>Worker threads; click for their settings</source>
        <translation>工作线程；点击查看其设置</translation>
    </message>
    <message>
        <source>Engine: %1</source>
        <translation>引擎：%1</translation>
    </message>
    <message>
        <source>Click to copy the address</source>
        <translation>点击复制地址</translation>
    </message>
    <message>
        <source>Address of the mirror: %1</source>
        <translation>镜台地址：%1</translation>
    </message>
    <message>
        <source>Locks in</source>
        <translation>锁定倒计时</translation>
    </message>
    <message>
        <source>The journal is unlocked; click to lock it now</source>
        <translation>日志已解锁；点击立即锁定</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>已解锁</translation>
    </message>
</context>
<context>
    <name>mirror::ui::TimeChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Save the data of this chart</source>
        <translation>保存此图表的数据</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Save this chart as a picture</source>
        <translation>将此图表保存为图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save the data of this chart…</source>
        <translation>保存此图表的数据…</translation>
    </message>
    <message>
        <source>Save this chart as a picture…</source>
        <translation>将此图表保存为图片…</translation>
    </message>
</context>
<context>
    <name>mirror::ui::TrafficCopy</name>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy rows as JSON</source>
        <translation>复制行为 JSON</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>复制为 cURL</translation>
    </message>
    <message>
        <source>Save the shown requests as JSON…</source>
        <translation>将显示的请求保存为 JSON…</translation>
    </message>
    <message>
        <source>Copied rows: %1.</source>
        <translation>已复制行数：%1。</translation>
    </message>
    <message>
        <source>Choose a request first.</source>
        <translation>请先选择一条请求。</translation>
    </message>
    <message>
        <source>The command was copied. It holds no key: set MIRROR_KEY before you run it.</source>
        <translation>命令已复制。其中不含密钥：运行前请设置 MIRROR_KEY。</translation>
    </message>
    <message>
        <source>There is no request to save.</source>
        <translation>没有可保存的请求。</translation>
    </message>
    <message>
        <source>Save the shown requests</source>
        <translation>保存显示的请求</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
</context>
<context>
    <name>mirror::ui::TrafficDetail</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>复制为 cURL</translation>
    </message>
    <message>
        <source>Copy a command that repeats this request, without key and dialogue (Ctrl+Shift+C).</source>
        <translation>复制可重现此请求的命令，不含密钥和对话 (Ctrl+Shift+C)。</translation>
    </message>
    <message>
        <source>Close the details.</source>
        <translation>关闭详情。</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Total time</source>
        <translation>总时间</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 token</translation>
    </message>
    <message>
        <source>Model asked for</source>
        <translation>请求的模型</translation>
    </message>
    <message>
        <source>Model that answered</source>
        <translation>应答的模型</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Streamed</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>Yes, %1 events</source>
        <translation>是，%1 个事件</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Virtual key</source>
        <translation>虚拟密钥</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>监听器</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Details of the request</source>
        <translation>请求详情</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>命中规则</translation>
    </message>
    <message>
        <source>Word lists</source>
        <translation>词库</translation>
    </message>
    <message>
        <source>Revision %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Open dialogue</source>
        <translation>打开对话</translation>
    </message>
    <message>
        <source>What was said, in the journal; takes its passphrase.</source>
        <translation>在日志中查看对话内容，需要口令。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::TrafficModel</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 token</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总时间</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>输入 token</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>输出 token</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>mirror::ui::TrafficPage</name>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the list still (Space).</source>
        <translation>让列表静止（空格键）。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose which columns are shown.</source>
        <translation>选择显示哪些列。</translation>
    </message>
    <message>
        <source>Show the new requests and go on.</source>
        <translation>显示新请求并继续。</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Pause or go on with the list</source>
        <translation>暂停或继续列表</translation>
    </message>
    <message>
        <source>%1 of %2 match</source>
        <translation>%2 条中 %1 条匹配</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 条请求</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 条新请求</translation>
    </message>
    <message>
        <source>0 of %1 match</source>
        <translation>%1 条中 0 条匹配</translation>
    </message>
    <message>
        <source>No request in the list matches the filter. New ones appear here as soon as they do.</source>
        <translation>列表中没有匹配过滤条件的请求。一旦出现就会显示在此。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除过滤</translation>
    </message>
    <message>
        <source>The engine is stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>Start the engine, and requests appear here as they finish.</source>
        <translation>启动引擎后，请求完成时会显示在此。</translation>
    </message>
    <message>
        <source>No request yet</source>
        <translation>还没有请求</translation>
    </message>
    <message>
        <source>Requests appear here as they finish.</source>
        <translation>请求完成时会显示在此。</translation>
    </message>
    <message>
        <source>Point a client at %1, and its requests appear here as they finish.</source>
        <translation>将客户端指向 %1，其请求完成时会显示在此。</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>仅看 %1</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>排除 %1</translation>
    </message>
    <message>
        <source>Sort by %1</source>
        <translation>按“%1”排序</translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation>引擎没有应答</translation>
    </message>
    <message>
        <source>Requests appear here as soon as it answers again.</source>
        <translation>引擎恢复应答后，请求会显示在此。</translation>
    </message>
    <message>
        <source>Choose a request first.</source>
        <translation>请先选择一个请求。</translation>
    </message>
    <message>
        <source>Open dialogue</source>
        <translation>打开对话</translation>
    </message>
    <message>
        <source>What was said, in the journal; takes its passphrase.</source>
        <translation>在日志中查看对话内容，需要口令。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::TrialHitModel</name>
    <message>
        <source>Saved</source>
        <translation>已豁免</translation>
    </message>
    <message>
        <source>saved by “%1”</source>
        <translation>因“%1”豁免</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>命中文字</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>How it was seen</source>
        <translation>识别方式</translation>
    </message>
</context>
<context>
    <name>mirror::ui::TryOutPane</name>
    <message>
        <source>The text has characters that cannot be seen: %1</source>
        <translation>文本中有不可见字符：%1</translation>
    </message>
    <message>
        <source>It goes on as: %1</source>
        <translation>放行为：%1</translation>
    </message>
    <message>
        <source>The word lists are being loaded</source>
        <translation>正在载入词库</translation>
    </message>
    <message>
        <source>Could not be tried</source>
        <translation>无法试查</translation>
    </message>
    <message>
        <source>Nothing to try yet</source>
        <translation>尚无文本</translation>
    </message>
    <message numerus="yes">
        <source>Would be blocked by %n rule(s)</source>
        <translation>
            <numerusform>将被 %n 条规则拦截</numerusform>
        </translation>
    </message>
    <message>
        <source>Passes masked</source>
        <translation>打码后放行</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>放行</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) only count</source>
        <translation>
            <numerusform>%n 条规则仅计数</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 of %2 hits are shown</source>
        <translation>显示前 %1 处，共 %2 处命中</translation>
    </message>
    <message>
        <source>only the first MiB of the text is tried</source>
        <translation>只试文本的前 1 MiB</translation>
    </message>
    <message>
        <source>Rule %1: %2 (%3)</source>
        <translation>规则 %1：%2（%3）</translation>
    </message>
    <message>
        <source>No hit, because it stands inside the exception “%1”.</source>
        <translation>在例外“%1”之内，不算命中。</translation>
    </message>
    <message>
        <source>Seen: %1.</source>
        <translation>识别方式：%1。</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试查</translation>
    </message>
    <message>
        <source>&amp;Direction</source>
        <translation>方向(&amp;D)</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Rules of which direction count</source>
        <translation>按哪个方向的规则判定</translation>
    </message>
    <message>
        <source>Type or paste text here; what the draft finds is marked at once.</source>
        <translation>在此输入或粘贴文本，按草稿即时标出命中。</translation>
    </message>
    <message>
        <source>Text to try out</source>
        <translation>试查文本</translation>
    </message>
    <message>
        <source>Hits in the text</source>
        <translation>文本中的命中</translation>
    </message>
    <message>
        <source>Allow this phrase …</source>
        <translation>放行此短语…</translation>
    </message>
    <message>
        <source>Adds an exception to the draft: inside the phrase the word is no hit.</source>
        <translation>在草稿中添加例外：该词在此短语中不算命中。</translation>
    </message>
    <message>
        <source>Remove this word</source>
        <translation>移除此词</translation>
    </message>
    <message>
        <source>Takes the rule out of the draft; it can be undone.</source>
        <translation>从草稿中移除此规则，可以撤销。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::VerifyPane</name>
    <message>
        <source>The check was stopped before it could say anything.</source>
        <translation>校验在得出结果前已停止。</translation>
    </message>
    <message>
        <source>Nothing was wrong so far.</source>
        <translation>至此没有发现问题。</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) so far.</source>
        <translation>
            <numerusform>至此有 %n 个问题。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s).</source>
        <translation>
            <numerusform>%n 个问题。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s) are gone, with a record that says why.</source>
        <translation>
            <numerusform>%n 个分段已删除，并有记录说明原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>Anchors that were compared: %1. The last one names segment %2, record %3; records behind it could have been cut off unseen.</source>
        <translation>已比对的锚点：%1 个。最后一个指向分段 %2 的记录 %3；其后的记录若被截掉，无法察觉。</translation>
    </message>
    <message>
        <source>There are no anchors: records cut off at the very end cannot be seen. Set journal.anchor_file to a place on another disk.</source>
        <translation>没有锚点：末尾的记录若被截掉，无法察觉。请将 journal.anchor_file 设在另一块磁盘上。</translation>
    </message>
    <message>
        <source>The first %1 problems are listed.</source>
        <translation>列出前 %1 个问题。</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>用时 %1。</translation>
    </message>
    <message>
        <source>Checking … %1</source>
        <translation>正在校验… %1</translation>
    </message>
    <message>
        <source>The whole journal</source>
        <translation>整个日志</translation>
    </message>
    <message>
        <source>Segments of the last 30 days</source>
        <translation>最近 30 天的分段</translation>
    </message>
    <message>
        <source>Segments of the last 7 days</source>
        <translation>最近 7 天的分段</translation>
    </message>
    <message>
        <source>What is checked</source>
        <translation>校验范围</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>校验进度</translation>
    </message>
    <message>
        <source>Problems that were found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What this check cannot see: whoever has the passphrase and can write the files can write a new journal that is consistent in itself, from the last anchor on; without anchors, from any point on. Keep anchors where those who run the engine cannot write.</source>
        <translation>此校验看不出的是：既有口令又能写文件的人，可以从最后一个锚点起另写一份自身一致的日志；没有锚点时，可以从任意处起。请把锚点放在运行引擎的人无法写入的地方。</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>records in segments</comment>
        <translation>%2中的 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s)</source>
        <translation>
            <numerusform>%1 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n 个分段</numerusform>
        </translation>
    </message>
    <message>
        <source>The check was stopped after %1.</source>
        <translation>校验在检查 %1 后停止。</translation>
    </message>
    <message>
        <source>Nothing is wrong: every record is as it was written and follows the one before it.</source>
        <translation>未发现问题：每条记录都与写入时一致，且前后相接。</translation>
    </message>
    <message>
        <source>Checked: %1.</source>
        <translation>已检查 %1。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WaterfallView</name>
    <message>
        <source>%1: %2, from %3</source>
        <translation>%1：%2，自 %3</translation>
    </message>
    <message>
        <source>Stages of the request</source>
        <translation>请求的各阶段</translation>
    </message>
    <message>
        <source>%1 Began after %2 and took %3.</source>
        <translation>%1 开始于 %2，用时 %3。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordActions</name>
    <message>
        <source>Add an entry</source>
        <translation>新增词条</translation>
    </message>
    <message>
        <source>Remove the selected entries</source>
        <translation>删除所选词条</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste entries</source>
        <translation>粘贴词条</translation>
    </message>
    <message>
        <source>Switch the selected entries on or off</source>
        <translation>启用或停用所选词条</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message numerus="yes">
        <source>Remove %1 entries</source>
        <translation>
            <numerusform>删除 %1 条词条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %1 entries</source>
        <translation>
            <numerusform>修改 %1 条词条</numerusform>
        </translation>
    </message>
    <message>
        <source>That is too much for the clipboard; use Export.</source>
        <translation>内容过多，无法放入剪贴板，请使用导出。</translation>
    </message>
    <message numerus="yes">
        <source>%1 entries copied.</source>
        <translation>
            <numerusform>已复制 %1 条词条。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>Paste %1</source>
        <translation>粘贴 %1</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Category …</source>
        <translation>类别…</translation>
    </message>
    <message>
        <source>Move to list</source>
        <translation>移到列表</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordBulkPanel</name>
    <message>
        <source>On or off</source>
        <translation>启用或停用</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Move to list</source>
        <translation>移到列表</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>已选 %1 条</translation>
    </message>
    <message>
        <source>Category of the selected entries</source>
        <translation>所选词条的类别</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Removes the selected entries (Del).</source>
        <translation>删除所选词条（Del）。</translation>
    </message>
    <message>
        <source>Category, Enter</source>
        <translation>类别，按 Enter</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordChangeModel</name>
    <message>
        <source>on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>新增 %1</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>更改 %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>List “%1”</source>
        <translation>列表“%1”</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>category: %1</source>
        <translation>类别：%1</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>list: %1</source>
        <translation>列表：%1</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>词条</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordChangeTable</name>
    <message>
        <source>Differences of the word lists</source>
        <translation>词库的差异</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordFilterEdit</name>
    <message>
        <source>Filter of the word table</source>
        <translation>词条表过滤</translation>
    </message>
    <message>
        <source>Filter, e.g.  is:disabled  hits:&gt;10</source>
        <translation>过滤，例如  is:disabled  hits:&gt;10</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordHistoryPane</name>
    <message>
        <source>Revision %1 of the word lists comes back as a new revision and takes effect with the next requests.</source>
        <translation>词库版本 %1 将作为新版本恢复，从后续请求起生效。</translation>
    </message>
    <message>
        <source>The changes in your draft are not applied; they are given up.</source>
        <translation>草稿中的更改尚未应用，将被放弃。</translation>
    </message>
    <message>
        <source>Restore revision %1?</source>
        <translation>恢复版本 %1？</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Revision %1 of the word lists is in force: %2.</source>
        <translation>词库版本 %1 已生效：%2。</translation>
    </message>
    <message>
        <source>Choose a revision to compare it with the one in force.</source>
        <translation>选择一个版本，与生效中的版本比较。</translation>
    </message>
    <message>
        <source>Revision %1 is the one in force.</source>
        <translation>版本 %1 正在生效。</translation>
    </message>
    <message>
        <source>Comparing revision %1 with the one in force …</source>
        <translation>正在比较版本 %1 与生效中的版本…</translation>
    </message>
    <message>
        <source>If revision %1 came back: %2</source>
        <translation>若恢复版本 %1：%2</translation>
    </message>
    <message>
        <source>Restoring …</source>
        <translation>正在恢复…</translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Revisions of the word lists</source>
        <translation>词库版本</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Why it comes back, for the list of revisions</source>
        <translation>恢复原因，记入版本列表</translation>
    </message>
    <message>
        <source>Note for the list of revisions</source>
        <translation>版本列表的备注</translation>
    </message>
    <message>
        <source>Back to editing</source>
        <translation>返回编辑</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordModel</name>
    <message>
        <source>Write the new entry</source>
        <translation>输入新词条</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>This entry is switched off.</source>
        <translation>该词条已停用。</translation>
    </message>
    <message>
        <source>The list %1 is switched off.</source>
        <translation>列表 %1 已停用。</translation>
    </message>
    <message>
        <source>Found only as written: no folding, no word borders.</source>
        <translation>仅按原文匹配：不归一化，不要求词边界。</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Phrase</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>有效性</translation>
    </message>
    <message>
        <source>Hits today</source>
        <translation>今日命中</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>新增 %1</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordRevisionModel</name>
    <message>
        <source>First run</source>
        <translation>首次运行</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Admin API</source>
        <translation>管理 API</translation>
    </message>
    <message>
        <source>%1 (in force)</source>
        <translation>%1（生效中）</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>词条数</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordSide</name>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Add a list</source>
        <translation>新增列表</translation>
    </message>
    <message>
        <source>Rename the list (F2)</source>
        <translation>重命名列表（F2）</translation>
    </message>
    <message>
        <source>Remove the list and its entries</source>
        <translation>删除列表及其词条</translation>
    </message>
    <message>
        <source>%1, switched off</source>
        <translation>%1，已停用</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>全部列表</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Without a category</source>
        <translation>无类别</translation>
    </message>
    <message>
        <source>%1 rarer categories are not shown; use the filter for them.</source>
        <translation>另有 %1 个较少的类别未显示，可用过滤查找。</translation>
    </message>
    <message>
        <source>Rename a list to %1</source>
        <translation>列表重命名为 %1</translation>
    </message>
    <message>
        <source>Switch %1 on</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Switch %1 off</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>New list</source>
        <translation>新列表</translation>
    </message>
    <message>
        <source>Remove the list %1</source>
        <translation>删除列表 %1</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordsPanel</name>
    <message>
        <source>The list %1 and its entries are removed from the draft.</source>
        <translation>已从草稿中删除列表 %1 及其词条。</translation>
    </message>
    <message>
        <source>%1 of %2 match</source>
        <translation>%2 条中 %1 条匹配</translation>
    </message>
    <message numerus="yes">
        <source>%1 entries</source>
        <translation>
            <numerusform>%1 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 entries have arrived.</source>
        <translation>已载入 %1 / %2 条。</translation>
    </message>
    <message>
        <source>The engine has not answered yet.</source>
        <translation>引擎尚未应答。</translation>
    </message>
    <message>
        <source>Loading the word lists</source>
        <translation>正在载入词库</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation>引擎没有应答</translation>
    </message>
    <message>
        <source>The word lists appear here as soon as it answers again.</source>
        <translation>恢复应答后词库会显示在此处。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The engine is stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>Start the engine to see and edit its word lists.</source>
        <translation>启动引擎后可查看和编辑词库。</translation>
    </message>
    <message>
        <source>The word lists could not be loaded</source>
        <translation>词库载入失败</translation>
    </message>
    <message>
        <source>The word lists are not loaded</source>
        <translation>词库未载入</translation>
    </message>
    <message>
        <source>Loading was cancelled. Nothing has changed.</source>
        <translation>已取消载入，未作任何改动。</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>载入</translation>
    </message>
    <message>
        <source>0 of %1 match</source>
        <translation>%1 条中 0 条匹配</translation>
    </message>
    <message>
        <source>No entry matches the filter, the list and the category chosen.</source>
        <translation>没有词条符合所选的过滤条件、列表和类别。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除过滤</translation>
    </message>
    <message>
        <source>No exception yet</source>
        <translation>尚无例外</translation>
    </message>
    <message>
        <source>A phrase here saves what it contains: with 大麻烦, the word 大麻 is no hit inside it.</source>
        <translation>例外短语豁免其中的敏感词：有了“大麻烦”，其中的“大麻”不算命中。</translation>
    </message>
    <message>
        <source>Add a phrase</source>
        <translation>新增短语</translation>
    </message>
    <message>
        <source>No rule yet</source>
        <translation>尚无规则</translation>
    </message>
    <message>
        <source>Regular expressions (RE2) look at the text as it was written, without folding.</source>
        <translation>正则表达式（RE2）按原文匹配，不作归一化。</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>新增规则</translation>
    </message>
    <message>
        <source>No word yet</source>
        <translation>尚无敏感词</translation>
    </message>
    <message>
        <source>Press Ins to write one, or drop a file here: txt, csv or json, one entry a line.</source>
        <translation>按 Ins 新增，或将 txt、csv、json 文件拖到此处，每行一条。</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入…</translation>
    </message>
    <message numerus="yes">
        <source>%n entries were refused; nothing of this change was taken.</source>
        <translation>
            <numerusform>%n 条词条被拒绝，本次修改未生效。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>%1 is removed from the draft.</source>
        <translation>已从草稿中移除 %1。</translation>
    </message>
    <message>
        <source>Allow %1</source>
        <translation>放行 %1</translation>
    </message>
    <message>
        <source>%1 is an exception now: what it contains is no hit inside it.</source>
        <translation>%1 已列为例外：其中的敏感词不算命中。</translation>
    </message>
    <message numerus="yes">
        <source>Switch %1 entries off</source>
        <translation>
            <numerusform>停用 %1 条词条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entries are switched off in the draft.</source>
        <translation>
            <numerusform>已在草稿中停用 %1 条词条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>词条</translation>
    </message>
    <message>
        <source>Change the text, or press Esc to give it up.</source>
        <translation>请修改内容，或按 Esc 放弃。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordsStateChip</name>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>引擎无应答。</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Failed; revision %1 filters</source>
        <translation>失败，仍按版本 %1 过滤</translation>
    </message>
    <message>
        <source>Compiling … %1</source>
        <translation>正在编译 %1</translation>
    </message>
    <message>
        <source>Compiling …</source>
        <translation>正在编译…</translation>
    </message>
    <message>
        <source>Until it is ready, revision %1 filters.</source>
        <translation>编译完成前仍按版本 %1 过滤。</translation>
    </message>
    <message>
        <source>No word lists yet</source>
        <translation>尚无词库</translation>
    </message>
    <message>
        <source>Active: revision %1</source>
        <translation>生效中：版本 %1</translation>
    </message>
    <message>
        <source>%1 entries filter; %2 of memory, compiled in %3.</source>
        <translation>%1 个词条参与过滤，占用内存 %2，编译用时 %3。</translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordsTodayCard</name>
    <message>
        <source>Sensitive words today</source>
        <translation>今日敏感词</translation>
    </message>
    <message>
        <source>Hits since midnight by category, in requests and answers. A rule without effect (observe) counts, too.</source>
        <translation>自零点起按类别统计的命中数，含请求和应答；仅观察的规则也计入。</translation>
    </message>
    <message>
        <source>No sensitive word was found since midnight.</source>
        <translation>今日零点以来没有命中敏感词。</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>the name %1 is taken by %2</source>
        <translation>名称 %1 已被 %2 使用</translation>
    </message>
    <message>
        <source>a certificate needs its private key and the other way round; set both files or neither</source>
        <translation>证书与私钥须成对；两个文件都设置或都不设置</translation>
    </message>
    <message>
        <source>at least one listener must be enabled</source>
        <translation>至少要启用一个监听器</translation>
    </message>
    <message>
        <source>the address and port are used by %1 too</source>
        <translation>地址和端口与 %1 相同</translation>
    </message>
    <message>
        <source>the aliases lead back to %1</source>
        <translation>别名绕回了 %1</translation>
    </message>
    <message>
        <source>it must not be larger than http.max_head, which contains it</source>
        <translation>不得大于包含它的 http.max_head</translation>
    </message>
    <message>
        <source>it must not be shorter than %1</source>
        <translation>不得短于 %1</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>不得为空</translation>
    </message>
    <message>
        <source>must be UTF-8 text without control characters</source>
        <translation>必须是不含控制字符的 UTF-8 文本</translation>
    </message>
    <message>
        <source>the host name may have letters, digits, &apos;.&apos; and &apos;-&apos; only</source>
        <translation>主机名只能含字母、数字、“.”和“-”</translation>
    </message>
    <message>
        <source>the host name has an empty part</source>
        <translation>主机名有空的部分</translation>
    </message>
    <message>
        <source>the host is no valid IP address</source>
        <translation>主机不是有效的 IP 地址</translation>
    </message>
    <message>
        <source>the host is a metadata service</source>
        <translation>主机是元数据服务</translation>
    </message>
    <message>
        <source>the host is missing</source>
        <translation>缺少主机</translation>
    </message>
    <message>
        <source>the header field %1 cannot be passed on: it is no name of a header field</source>
        <translation>不能转发头部字段 %1：它不是头部字段的名称</translation>
    </message>
    <message>
        <source>the header field %1 cannot be passed on: it passes always and need not be listed</source>
        <translation>不能转发头部字段 %1：它总会转发，无需列出</translation>
    </message>
    <message>
        <source>the header field %1 cannot be passed on: it carries credentials of the caller, which never go to an upstream</source>
        <translation>不能转发头部字段 %1：它带有调用方的凭据，绝不会发给上游</translation>
    </message>
    <message>
        <source>the header field %1 cannot be passed on: it is meant for one connection and never goes further</source>
        <translation>不能转发头部字段 %1：它只用于单个连接，不会继续转发</translation>
    </message>
    <message>
        <source>the header field %1 cannot be passed on: the mirror writes it itself</source>
        <translation>不能转发头部字段 %1：它由镜台自行填写</translation>
    </message>
    <message>
        <source>the header field %1 cannot be passed on: it tells about the caller&apos;s network or program and never goes to an upstream</source>
        <translation>不能转发头部字段 %1：它透露调用方的网络或程序，绝不会发给上游</translation>
    </message>
    <message>
        <source>the header field %1 cannot be passed on: it is in the list twice</source>
        <translation>不能转发头部字段 %1：它在列表中出现了两次</translation>
    </message>
    <message>
        <source>it must begin with https:// or http://</source>
        <translation>必须以 https:// 或 http:// 开头</translation>
    </message>
    <message>
        <source>it must not have a query (?)</source>
        <translation>不得含查询部分（?）</translation>
    </message>
    <message>
        <source>it must not have a fragment (#)</source>
        <translation>不得含片段（#）</translation>
    </message>
    <message>
        <source>it must not have a user name or password; put the key into api_keys</source>
        <translation>不得含用户名或密码；密钥请放入 api_keys</translation>
    </message>
    <message>
        <source>expected an address or a network such as 10.0.0.0/8</source>
        <translation>应为地址或网段，如 10.0.0.0/8</translation>
    </message>
    <message>
        <source>the prefix must be 0 to %1</source>
        <translation>前缀长度须为 0 到 %1</translation>
    </message>
    <message>
        <source>the address has bits set behind the prefix</source>
        <translation>地址在前缀之后还有非零位</translation>
    </message>
    <message>
        <source>the path has a character that must be percent-encoded</source>
        <translation>路径含有须百分号编码的字符</translation>
    </message>
    <message>
        <source>must have at most %1 elements</source>
        <translation>最多 %1 个元素</translation>
    </message>
    <message>
        <source>expected a text</source>
        <translation>应为一段文本</translation>
    </message>
    <message>
        <source>expected a list of texts</source>
        <translation>应为文本列表</translation>
    </message>
    <message>
        <source>it may have letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos; only</source>
        <translation>只能包含字母、数字、“.”、“_”和“-”</translation>
    </message>
    <message>
        <source>there is no IPv6 address in the brackets</source>
        <translation>方括号中不是 IPv6 地址</translation>
    </message>
    <message>
        <source>a bracket is not closed</source>
        <translation>方括号没有闭合</translation>
    </message>
    <message>
        <source>there is something behind the host</source>
        <translation>主机之后还有多余的内容</translation>
    </message>
    <message>
        <source>the address is link-local, a metadata service or no single machine&apos;s</source>
        <translation>该地址是链路本地地址、元数据服务，或不指向单台机器</translation>
    </message>
    <message>
        <source>link-local and metadata addresses are never contacted</source>
        <translation>从不连接链路本地地址和元数据服务</translation>
    </message>
    <message>
        <source>the port must be a number from 1 to 65535</source>
        <translation>端口须为 1 到 65535 的数字</translation>
    </message>
    <message>
        <source>expected an IPv4 or IPv6 address such as 127.0.0.1, 0.0.0.0 or ::1</source>
        <translation>应为 IPv4 或 IPv6 地址，例如 127.0.0.1、0.0.0.0 或 ::1</translation>
    </message>
    <message>
        <source>it is not an http:// or https:// address</source>
        <translation>不是 http:// 或 https:// 地址</translation>
    </message>
    <message>
        <source>the path must not have . or .. as a part</source>
        <translation>路径中不能有“.”或“..”这样的部分</translation>
    </message>
    <message>
        <source>expected * or an origin such as https://chat.example.com</source>
        <translation>应为 * 或来源，例如 https://chat.example.com</translation>
    </message>
    <message>
        <source>*** stands for a secret that was not shown; write the key or a reference to it</source>
        <translation>*** 代表未显示的密钥；请填写密钥或其引用</translation>
    </message>
    <message>
        <source>the path behind file: is missing</source>
        <translation>file: 之后缺少路径</translation>
    </message>
    <message>
        <source>the name behind env: is missing or cannot be a variable&apos;s</source>
        <translation>env: 之后缺少名称，或该名称不能作为变量名</translation>
    </message>
    <message>
        <source>a key has visible ASCII characters only</source>
        <translation>密钥只能包含可见的 ASCII 字符</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no kind of personal data; there are id, phone, card, email, passport, plate and ip</source>
        <translation>&apos;%1&apos; 不是个人信息的类别；可用的有 id、phone、card、email、passport、plate 和 ip</translation>
    </message>
</context>
<context>
    <name>units</name>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
</TS>
