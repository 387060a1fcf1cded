import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, eventually, makeClient, metric, setup, tlsUrl } from './mirror.mjs';

const client = makeClient();

test('a stream arrives piece by piece as it is produced, not in lumps', async () => {
  // The simulator sends 40 tokens at 50 a second: one every 20 ms.
  const arrivals = [];
  let text = '';
  let finish = null;
  for await (const chunk of await client.chat.completions.create(ask('Explain keep-alive.', { stream: true }))) {
    if (chunk.choices[0]?.delta?.content) arrivals.push(performance.now());
    text += chunk.choices[0]?.delta?.content ?? '';
    finish = chunk.choices[0]?.finish_reason ?? finish;
  }
  assert.equal(finish, 'stop');
  assert.ok(text.length > 10);
  assert.ok(arrivals.length >= 20, `${arrivals.length} pieces`);
  const spread = arrivals.at(-1) - arrivals[0];
  assert.ok(spread > arrivals.length * 20 * 0.6, `all within ${spread.toFixed()} ms`);
  const moments = arrivals.filter((time, i) => i === 0 || time - arrivals[i - 1] > 5).length;
  assert.ok(moments > arrivals.length / 2, `${arrivals.length} pieces arrived at only ${moments} moments`);
});

test('usage comes only when it was asked for', async () => {
  for (const stream_options of [undefined, { include_usage: true }]) {
    const usages = [];
    for await (const chunk of await client.chat.completions.create(ask('Hello', { stream: true, stream_options }))) {
      assert.ok(chunk.usage || chunk.choices.length > 0, 'no empty chunk without usage');
      if (chunk.usage) usages.push(chunk.usage);
    }
    assert.equal(usages.length, stream_options ? 1 : 0);
    if (stream_options) assert.ok(usages[0].completion_tokens > 0);
  }
});

test('on the wire: event-stream head, whole events, one [DONE] at the end', async () => {
  const answer = await fetch(`${tlsUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${setup.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(ask('Hello', { stream: true })),
  });
  assert.equal(answer.headers.get('content-type').replace(' ', ''), 'text/event-stream;charset=utf-8');
  assert.equal(answer.headers.get('cache-control'), 'no-cache');
  assert.equal(answer.headers.get('x-accel-buffering'), 'no');
  assert.equal(answer.headers.get('content-encoding'), null);
  const events = (await answer.text()).split('\n\n').filter((event) => event !== '');
  assert.equal(events.pop(), 'data: [DONE]');
  for (const event of events) assert.ok(JSON.parse(event.replace(/^data: /, '')).choices, event);
});

test('leaving in mid-stream ends the request upstream too', async () => {
  const before = await metric('mirror_requests_total', ['outcome="cancelled"']);
  const stream = await client.chat.completions.create(ask('Tell me a long story.', { stream: true }));
  let pieces = 0;
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta?.content && ++pieces === 3) stream.controller.abort();
  }
  assert.ok(pieces >= 3 && pieces < 30, `${pieces} pieces`);
  await eventually(async () => (await metric('mirror_requests_total', ['outcome="cancelled"'])) > before, 'the request counts as cancelled');
  // The connection that was left must not have harmed the mirror.
  assert.ok((await client.chat.completions.create(ask('Hello'))).choices[0].message.content);
});

test('200 streams at once all come to their end', async () => {
  const one = async (number) => {
    let text = '';
    let finish = null;
    for await (const chunk of await client.chat.completions.create(ask(`Question number ${number}`, { stream: true }))) {
      text += chunk.choices[0]?.delta?.content ?? '';
      finish = chunk.choices[0]?.finish_reason ?? finish;
    }
    return { text, finish };
  };
  const answers = await Promise.all(Array.from({ length: 200 }, (_, number) => one(number)));
  assert.equal(answers.filter(({ text, finish }) => finish === 'stop' && text.length > 10).length, 200);
});
