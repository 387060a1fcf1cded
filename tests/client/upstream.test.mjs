// Two upstreams of the tests' own: one that is killed, one that speaks with members nobody has heard of.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { after, before, test } from 'node:test';
import { ask, isRaised, makeClient, serves, setup, startSimulator, stop, tlsUrl } from './mirror.mjs';

const client = makeClient();
// Below fetch, which throws away what it has received when a connection breaks. Tells whether the answer ended as it should.
const post = (body, onPiece) =>
  new Promise((done, fail) => {
    const headers = { authorization: `Bearer ${setup.key}`, 'content-type': 'application/json' };
    const request = https.request(`${tlsUrl}/chat/completions`, { method: 'POST', headers }, (answer) => {
      answer.setEncoding('utf8').on('data', onPiece);
      answer.on('error', () => {}).on('close', () => done(answer.complete));
    });
    request.on('error', fail).end(JSON.stringify(body));
  });

test('killing the upstream in mid-stream raises an error in the client', async () => {
  const victim = startSimulator(setup.daemon, setup.victim, ['--think-ms', '10', '--tokens', '2000', '--tokens-per-s', '100']);
  try {
    await serves(setup.victim, victim);
    const stream = await client.chat.completions.create(ask('A long story', { model: 'victim-chat', stream: true }));
    let pieces = 0;
    await assert.rejects(async () => {
      for await (const chunk of stream) {
        if (chunk.choices[0]?.delta?.content && ++pieces === 5) victim.kill('SIGKILL');
      }
    }, isRaised);
    assert.ok(pieces >= 5 && pieces < 1000, `${pieces} pieces`);
  } finally {
    await stop(victim);
  }
});

test('... and on the wire there is an error event, no [DONE], and no proper end', async () => {
  const victim = startSimulator(setup.daemon, setup.victim, ['--think-ms', '10', '--tokens', '2000', '--tokens-per-s', '100']);
  try {
    await serves(setup.victim, victim);
    let text = '';
    const hasProperEnd = await post(ask('A long story', { model: 'victim-chat', stream: true }), (piece) => {
      text += piece;
      if (text.length > 500) victim.kill('SIGKILL');
    });
    assert.equal(hasProperEnd, false, 'the connection ends without the final chunk');
    assert.doesNotMatch(text, /\[DONE\]/);
    const last = text.split('\n\n').filter((event) => event.startsWith('data: ')).at(-1);
    assert.deepEqual(Object.keys(JSON.parse(last.slice(6)).error).sort(), ['code', 'message', 'param', 'type']);
  } finally {
    await stop(victim);
  }
});

test('an upstream that is not there is a 502', async () => {
  await assert.rejects(client.chat.completions.create(ask('Hello', { model: 'victim-chat' })), (error) => {
    assert.equal(error.status, 502);
    assert.equal(error.code, 'upstream_unreachable');
    return true;
  });
});

// -- unknown members ---------------------------------------------------------------------------------------------------------

const delta = (content) => ({ id: 'v-1', object: 'chat.completion.chunk', created: 1, model: 'vendor-chat', choices: [{ index: 0, delta: content, finish_reason: null }] });
const toolCall = { index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"上海"}' }, vendor_hint: { depth: 2 } };
const events = [
  delta({ role: 'assistant', content: '' }),
  delta({ reasoning_content: 'Let me think about 上海.' }),
  { ...delta({ content: 'Hello' }), vendor_trace: { node: 'n7', tags: ['a', null, 1.5e3] } },
  delta({ tool_calls: [toolCall] }),
  { ...delta({}), choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls', logprobs: null, vendor_reason: 'x' }] },
  { ...delta({}), choices: [], usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, vendor_cached: 1 } },
];
const whole = {
  id: 'v-2', object: 'chat.completion', created: 1, model: 'vendor-chat', vendor_extra: [1, { deep: '值' }],
  choices: [{ index: 0, finish_reason: 'tool_calls', message: { role: 'assistant', content: null, reasoning_content: 'because', tool_calls: [toolCall] } }],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
};

let vendor;
let received;
before(async () => {
  vendor = http.createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    received = { headers: request.headers, url: request.url, body: JSON.parse(text) };
    if (!received.body.stream) return response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b', server: 'vendor' }).end(JSON.stringify(whole));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
    response.end('data: [DONE]\n\n');
  });
  vendor.listen(setup.vendor, '127.0.0.1');
  await once(vendor, 'listening');
});
after(() => vendor.close() && vendor.closeAllConnections());

const request = ask('Weather?', {
  model: 'vendor-chat', enable_thinking: true, vendor_options: { a: [1, 2.50, '三'], b: null },
  tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } }],
});

test('members nobody has heard of pass through a stream unchanged, in both directions', async () => {
  const chunks = [];
  for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) chunks.push(chunk);
  const seen = JSON.stringify(chunks);
  assert.deepEqual(chunks.find((chunk) => chunk.choices[0]?.delta?.reasoning_content).choices[0].delta.reasoning_content, 'Let me think about 上海.');
  assert.deepEqual(chunks.find((chunk) => chunk.choices[0]?.delta?.tool_calls).choices[0].delta.tool_calls, [toolCall]);
  assert.deepEqual(chunks.find((chunk) => chunk.vendor_trace).vendor_trace, events[2].vendor_trace);
  assert.match(seen, /vendor_reason/);
  assert.doesNotMatch(seen, /vendor_cached/, 'the usage chunk that only the mirror asked for stays inside');

  assert.deepEqual(received.body.vendor_options, request.vendor_options);
  assert.deepEqual(received.body.tools, request.tools);
  assert.equal(received.body.enable_thinking, true);
  assert.equal(received.body.stream_options.include_usage, true);
  assert.equal(received.url, '/v1/chat/completions');
});

test('members nobody has heard of pass through a plain answer unchanged', async () => {
  const { data, response } = await client.chat.completions.create(request).withResponse();
  const { _request_id, ...answer } = data;
  assert.deepEqual(answer, whole);
  assert.equal(response.headers.get('set-cookie'), null);
  assert.notEqual(response.headers.get('server'), 'vendor');
  assert.ok(!('stream_options' in received.body), 'asked only of streams');
});

test("the upstream gets the mirror's key and nothing of the client's", async () => {
  await client.chat.completions.create(request, { headers: { cookie: 'session=1', 'openai-organization': 'org-1', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
  assert.equal(received.headers.authorization, 'Bearer sk-upstream-vendor');
  assert.equal(received.headers.host, `127.0.0.1:${setup.vendor}`);
  assert.equal(received.headers.traceparent, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
  const names = Object.keys(received.headers).filter((name) => /^(cookie|openai-organization|openai-project|x-stainless-.*|x-forwarded-.*|x-real-ip)$/.test(name));
  assert.deepEqual(names, []);
  assert.ok(!JSON.stringify(received).includes(setup.key), 'the virtual key stays in the mirror');
});
