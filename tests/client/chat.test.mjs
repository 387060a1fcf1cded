import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addKey, ask, eventually, makeClient, plainUrl, setup } from './mirror.mjs';

const client = makeClient();

test('a chat is answered with text, a finish reason and usage', async () => {
  const answer = await client.chat.completions.create(ask('What is a reverse proxy?'));
  assert.equal(answer.object, 'chat.completion');
  assert.equal(answer.choices[0].finish_reason, 'stop');
  assert.ok(answer.choices[0].message.content.length > 10);
  assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
});

test('Chinese is answered in Chinese, byte for byte valid', async () => {
  const answer = await client.chat.completions.create(ask('什么是反向代理？请用中文回答。'));
  assert.match(answer.choices[0].message.content, /[\u4e00-\u9fff]{4}/);
  assert.doesNotMatch(answer.choices[0].message.content, /\ufffd/);
});

test('the answer tells its request, its upstream and its attempts', async () => {
  const { response } = await client.chat.completions.create(ask('Hello')).withResponse();
  assert.match(response.headers.get('x-request-id'), /\S{8}/);
  assert.equal(response.headers.get('x-mirror-upstream'), 'sim');
  assert.equal(response.headers.get('x-mirror-attempts'), '1');
  assert.equal(response.headers.get('content-type').split(';')[0], 'application/json');
});

test('an alias reaches its model', async () => {
  const answer = await client.chat.completions.create(ask('Hello', { model: 'gpt-4o-mini' }));
  assert.ok(answer.choices[0].message.content);
});

test('the plain listener answers the same', async () => {
  const answer = await makeClient({ baseURL: plainUrl }).chat.completions.create(ask('Hello'));
  assert.equal(answer.choices[0].finish_reason, 'stop');
});

test('models are listed and found one by one', async () => {
  const names = [];
  for await (const model of client.models.list()) names.push(model.id);
  for (const wanted of ['sim-chat', 'victim-chat', 'gpt-4o-mini']) assert.ok(names.includes(wanted), `${wanted} in ${names}`);
  assert.ok(names.every((name) => !name.includes('*')), `no pattern in ${names}`);
  assert.equal((await client.models.retrieve('sim-chat')).id, 'sim-chat');
});

test('embeddings come for each input, in both encodings', async () => {
  const input = ['a reverse proxy', '反向代理'];
  for (const encoding_format of [undefined, 'float', 'base64']) {
    const answer = await client.embeddings.create({ model: 'sim-embedding', input, encoding_format });
    assert.equal(answer.data.length, input.length);
    assert.deepEqual(answer.data.map((item) => item.index), [0, 1]);
    if (encoding_format !== 'base64') assert.ok(answer.data.every((item) => item.embedding.length > 8 && item.embedding.every(Number.isFinite)));
  }
});

test('text completions are answered, streamed and not', async () => {
  const whole = await client.completions.create({ model: 'sim-text', prompt: 'Once upon a time' });
  assert.ok(whole.choices[0].text.length > 0);
  let text = '';
  for await (const piece of await client.completions.create({ model: 'sim-text', prompt: 'Once upon a time', stream: true })) {
    text += piece.choices[0]?.text ?? '';
  }
  assert.ok(text.length > 0);
});

test('a key made while the mirror runs is accepted within a second or so', async () => {
  const key = await addKey(setup.daemon, setup.profile, `late-${process.pid}`);
  const late = makeClient({ apiKey: key });
  await eventually(() => late.models.list().then(() => true, (error) => assert.equal(error.status, 401) ?? false), 'the new key is accepted', 3_000);
});
