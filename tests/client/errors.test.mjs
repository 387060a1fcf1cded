import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { ask, isRaised, makeClient, setup, tlsUrl } from './mirror.mjs';

const client = makeClient();

/** Every error of the mirror is the four members of an OpenAI error, and the client's class for its status. */
async function refuses(promise, kind, expected) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof kind, `${error.constructor.name}: ${error.message}`);
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name], value, `${name} of ${error.message}`);
    assert.deepEqual(Object.keys(error.error).sort(), ['code', 'message', 'param', 'type']);
    assert.equal(typeof error.error.message, 'string');
    return true;
  });
}

test('an unknown key is refused with 401', async () => {
  const request = makeClient({ apiKey: 'sk-mirror-wrong' }).chat.completions.create(ask('Hello'));
  await refuses(request, OpenAI.AuthenticationError, { status: 401, code: 'invalid_api_key', type: 'invalid_request_error' });
});

test('an unknown key is refused before a stream too, and the answer says which scheme', async () => {
  const answer = await fetch(`${tlsUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-nothing', 'content-type': 'application/json' },
    body: JSON.stringify(ask('Hello', { stream: true })),
  });
  assert.equal(answer.status, 401);
  assert.match(answer.headers.get('www-authenticate'), /^Bearer/);
  assert.equal(answer.headers.get('content-type').split(';')[0], 'application/json');
  assert.doesNotMatch(await answer.text(), /sk-nothing/);
});

test('an unknown model is refused with 404', async () => {
  await refuses(client.chat.completions.create(ask('Hello', { model: 'no-such-model' })), OpenAI.NotFoundError, { status: 404, code: 'model_not_found' });
  await refuses(client.models.retrieve('no-such-model'), OpenAI.NotFoundError, { status: 404, code: 'model_not_found' });
});

test('an unknown path is refused with 404 as JSON', async () => {
  await refuses(client.get('/nothing/here'), OpenAI.NotFoundError, { status: 404, code: 'unknown_url' });
});

test('a wrong method is refused with 405 and told the right one', async () => {
  const answer = await fetch(`${tlsUrl}/chat/completions`, { headers: { authorization: `Bearer ${setup.key}` } });
  assert.equal(answer.status, 405);
  assert.match(answer.headers.get('allow'), /POST/);
  assert.equal((await answer.json()).error.code, 'method_not_allowed');
});

test('a request that makes no sense is refused with 400', async () => {
  await refuses(client.post('/chat/completions', { body: { messages: [] } }), OpenAI.BadRequestError, { status: 400, type: 'invalid_request_error', param: 'model' });
  await refuses(client.chat.completions.create(ask('Hello', { stream: 'yes' })), OpenAI.BadRequestError, { status: 400, param: 'stream' });
  for (const body of ['{"model":', '[]', '{"model":"sim-chat","model":"x"}', '\ufeff{}', '{"model":"\\ud800"}']) {
    const answer = await fetch(`${tlsUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${setup.key}`, 'content-type': 'application/json' },
      body,
    });
    assert.equal(answer.status, 400, body);
    assert.equal((await answer.json()).error.type, 'invalid_request_error');
  }
});

test("an upstream's own 400 is passed on", async () => {
  await refuses(client.chat.completions.create(ask('Hello', { model: 'fault-400' })), OpenAI.BadRequestError, { status: 400 });
});

test("an upstream that refuses the mirror's key is the mirror's fault, not the client's", async () => {
  await refuses(client.chat.completions.create(ask('Hello', { model: 'fault-401' })), OpenAI.InternalServerError, { status: 502, code: 'upstream_credentials' });
});

test('an upstream that answers with a web page is a bad answer', async () => {
  await refuses(client.chat.completions.create(ask('Hello', { model: 'fault-html' })), OpenAI.InternalServerError, { status: 502, code: 'upstream_bad_response' });
});

test('a stream that its upstream cuts is raised, not presented as an end', async () => {
  const stream = await client.chat.completions.create(ask('Hello', { model: 'fault-cut', stream: true }));
  await assert.rejects(async () => {
    for await (const chunk of stream) assert.equal(chunk.choices[0]?.finish_reason ?? null, null);
  }, isRaised);
});
