// Starts a simulated upstream and a mirror in a profile of its own, then runs the test files in a second Node process: Node reads
// NODE_EXTRA_CA_CERTS only when it starts, and the certificate is made by the mirror's first start.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addKey, freePorts, serves, startDaemon, startSimulator, stop, writeConfig } from './mirror.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const daemon = resolve(process.argv[2]);
const options = process.argv.slice(3);
const profile = await mkdtemp(join(tmpdir(), 'mirror-client-'));
const running = [];

async function run() {
  const [plain, tls, admin, simulator, victim, vendor] = await freePorts(6);
  await writeConfig(profile, { plain, tls, admin, upstreams: { sim: simulator, victim, vendor } });
  running.push(startSimulator(daemon, simulator, ['--think-ms', '50', '--tokens', '40', '--tokens-per-s', '50']));
  const key = await addKey(daemon, profile, 'client');
  running.push(startDaemon(daemon, profile));
  await Promise.all([serves(simulator, running[0]), serves(plain, running[1]), serves(tls, running[1])]);

  const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(here, name));
  const tests = spawn(process.execPath, ['--test', ...options, ...files], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: join(profile, 'tls', 'certificate.pem'),
      MIRROR_TEST: JSON.stringify({ daemon, profile, key, plain, tls, admin, victim, vendor }),
    },
  });
  running.push(tests);
  return new Promise((done) => tests.on('exit', (code) => done(code ?? 1)));
}

async function cleanUp() {
  await Promise.all(running.map(stop));
  await rm(profile, { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await cleanUp();
    process.exit(1);
  });
}
let code = 1;
try {
  code = await run();
} catch (error) {
  console.error(`FAIL: ${error.message}`);
} finally {
  await cleanUp();
}
process.exit(code);
