// What the runner and the tests share: processes, ports, a configuration, clients.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import OpenAI from 'openai';

const kStartDeadline = 30_000;

/** Ports nobody listens on now. All are held until all are known, so that no two are the same. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => net.createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Three upstreams: the simulator, one that a test kills, one that a test plays itself. */
export async function writeConfig(profile, { plain, tls, admin, upstreams }) {
  const upstream = (name, port, models) =>
    `  - name: ${name}\n    base_url: http://127.0.0.1:${port}/v1\n    api_keys: ["sk-upstream-${name}"]\n    models: ${JSON.stringify(models)}\n`;
  const yaml =
    `listeners:\n` +
    `  - name: plain\n    address: 127.0.0.1\n    port: ${plain}\n` +
    `  - name: tls\n    address: 127.0.0.1\n    port: ${tls}\n    tls: true\n` +
    `admin:\n  address: 127.0.0.1\n  port: ${admin}\n` +
    `upstreams:\n` +
    upstream('sim', upstreams.sim, ['sim-chat', 'sim-embedding', 'sim-text', 'fault-*', 'sim-chat+*']) +
    upstream('victim', upstreams.victim, ['victim-chat']) +
    upstream('vendor', upstreams.vendor, ['vendor-chat']) +
    `aliases:\n  - from: gpt-4o-mini\n    to: sim-chat\n`;
  await writeFile(join(profile, 'mirrordesk.yaml'), yaml, { mode: 0o600 });
}

function start(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (child.output += text));
  return child;
}
export const startDaemon = (daemon, profile) => start(daemon, ['--profile', profile]);
export const startSimulator = (daemon, port, args = []) => start(daemon, ['simulate', '--listen', `127.0.0.1:${port}`, ...args]);

/** Ends a process that start() made; it gets five seconds to go by itself. */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(late);
}

/** Waits until a port takes connections; fails with what the process said when it ends instead. */
export async function serves(port, child) {
  const deadline = Date.now() + kStartDeadline;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended:\n${child.output}`);
    const socket = net.connect(port, '127.0.0.1');
    const opened = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (opened) return;
    await pause(20);
  }
  throw new Error(`nothing listens on port ${port}:\n${child.output}`);
}

/** A new virtual key, as an operator makes one. */
export async function addKey(daemon, profile, name) {
  const child = start(daemon, ['key', 'add', '--name', name, '--profile', profile]);
  await once(child, 'close');
  const key = child.output.match(/\bsk-mirror-[A-Za-z0-9_-]{20,}/);
  if (child.exitCode !== 0 || !key) throw new Error(`mirrordeskd key add printed no key:\n${child.output}`);
  return key[0];
}

/** What run.mjs started; only in test processes. */
export const setup = process.env.MIRROR_TEST ? JSON.parse(process.env.MIRROR_TEST) : null;
export const tlsUrl = setup && `https://127.0.0.1:${setup.tls}/v1`;
export const plainUrl = setup && `http://127.0.0.1:${setup.plain}/v1`;

/** The official client, through TLS unless told otherwise. Without retries, so that a failure is seen and not papered over. */
export const makeClient = (options = {}) => new OpenAI({ apiKey: setup.key, baseURL: tlsUrl, maxRetries: 0, timeout: 60_000, ...options });

export const ask = (content, more = {}) => ({ model: 'sim-chat', messages: [{ role: 'user', content }], ...more });

/** A broken stream, as the client tells it: the error event, or the broken connection if that was noticed first. */
export const isRaised = (error) => error instanceof OpenAI.APIError || /terminated|aborted|other side closed/.test(error.message);

/** The value of one sample of /metrics, 0 when it is not there; `labels` is a list of label="value" that must all be in the line. */
export async function metric(name, labels = []) {
  const token = (await readFile(join(setup.profile, 'admin.token'), 'utf8')).trim();
  const answer = await fetch(`http://127.0.0.1:${setup.admin}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`/metrics answered ${answer.status}`);
  const lines = (await answer.text()).split('\n').filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** Asks `condition` until it says yes; fails after `deadline` milliseconds. */
export async function eventually(condition, what, deadline = 10_000) {
  const end = Date.now() + deadline;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await pause(20);
  }
}
