"""Processes that are ended whatever happens, and what runs in them: simulator, daemon, console, in a profile of their own."""
import ctypes
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def wait_for(what, condition, seconds):
    """Asks until the answer is true and returns it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(.02)
    raise AssertionError(f'{what}: not within {seconds} s')


def free_ports(count):
    """Ports nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(('127.0.0.1', 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _end_with_parent():
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Processes:
    """With-block that ends by id whatever was started in it and still runs, the newest first. Each leads a session of its own."""

    def __init__(self, log):
        self._log = open(log, 'ab')
        self._running = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self._running):
            self.end(process)
        self._log.close()

    def start(self, command, env=None, **more):
        # The last resort is the kernel's: a test that is killed takes its children along.
        process = subprocess.Popen(command, env=dict(os.environ, **(env or {})), stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
                                   start_new_session=True, preexec_fn=_end_with_parent, **more)
        self._running.append(process)
        return process

    @staticmethod
    def end(process, seconds=10):
        """SIGTERM, and SIGKILL when it does not help. Returns the exit code."""
        if process.poll() is None:
            process.terminate()
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def session_members(leader):
    """Processes that still run in the session a process led: what it left behind. Zombies do not run."""
    found = []
    for name in os.listdir('/proc'):
        try:
            with open(f'/proc/{name}/stat') as file:
                fields = file.read().rpartition(')')[2].split()
        except (OSError, ValueError):
            continue
        if int(fields[3]) == leader and fields[0] != 'Z':
            found.append(int(name))
    return found


class Mirror:
    """A profile with one upstream, the ports of one instance and a virtual key."""

    def __init__(self, daemon, folder, upstream_port):
        """Writes the profile into `folder`, which must not be there yet."""
        self.profile = folder
        self.plain, self.tls, self.admin = free_ports(3)
        os.makedirs(folder, mode=0o700)
        with open(os.open(os.path.join(folder, 'mirrordesk.yaml'), os.O_WRONLY | os.O_CREAT, 0o600), 'w') as out:
            out.write('listeners:\n  - {name: plain, address: 127.0.0.1, port: 8080}\n  - {name: tls, address: 127.0.0.1, port: 8443, tls: true}\n'
                      f'upstreams:\n  - {{name: simulated, base_url: "http://127.0.0.1:{upstream_port}/v1", api_keys: [sk-simulated-0123456789], '
                      'max_idle_connections: 512}\n')
        added = subprocess.run([daemon, 'key', 'add', '--name', 'program', '--profile', folder], capture_output=True, text=True, timeout=30)
        found = re.search(r'sk-mirror-[A-Za-z0-9_-]+', added.stdout)
        if added.returncode != 0 or not found:
            raise RuntimeError(f'key add: {added.returncode} {added.stderr}')
        self.key = found.group()

    def arguments(self, *settings):
        sets = (f'listeners[0].port={self.plain}', f'listeners[1].port={self.tls}', f'admin.port={self.admin}') + settings
        return ['--profile', self.profile] + [word for pair in sets for word in ('--set', pair)]

    def ask(self, method, path, body=None):
        """(status, body) of one request with the virtual key; (0, reason) when nobody answers."""
        connection = http.client.HTTPConnection('127.0.0.1', self.plain, timeout=20)
        try:
            connection.request(method, path, json.dumps(body) if body else None,
                               {'Authorization': f'Bearer {self.key}', 'Content-Type': 'application/json'})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError as problem:
            return 0, str(problem)
        finally:
            connection.close()

    def chat(self, text, stream=False):
        return self.ask('POST', '/v1/chat/completions', {'model': 'gpt-4o', 'stream': stream, 'messages': [{'role': 'user', 'content': text}]})

    def command(self, name, **fields):
        """What the engine answers to a command of its admin API; None while it does not."""
        return self._administer('POST', '/admin/v1/commands', dict(fields, command=name))

    def snapshot(self):
        """What the engine says of itself; None while it does not."""
        return self._administer('GET', '/admin/v1/snapshot')

    def _administer(self, method, path, body=None):
        with open(os.path.join(self.profile, 'admin.token')) as file:
            token = file.read().strip()
        connection = http.client.HTTPConnection('127.0.0.1', self.admin, timeout=20)
        try:
            connection.request(method, path, json.dumps(body) if body else None,
                               {'Authorization': f'Bearer {token}', 'Content-Type': 'application/json'})
            answer = connection.getresponse()
            text = answer.read()
            return json.loads(text) if answer.status == 200 else None
        except OSError:
            return None
        finally:
            connection.close()

    def is_healthy(self):
        return self.ask('GET', '/health')[0] == 200


def console_environment(desktop, folder):
    """What a console sees of the machine: the display, and folders of its own instead of the user's."""
    runtime = os.path.join(folder, 'run')
    os.makedirs(runtime, mode=0o700, exist_ok=True)
    return dict(desktop.environment, HOME=folder, XDG_CONFIG_HOME=os.path.join(folder, 'config'), XDG_RUNTIME_DIR=runtime, QT_QPA_PLATFORM='xcb',
                DBUS_SESSION_BUS_ADDRESS='disabled:')  # else a bus is started that outlives everybody


def accepts(port):
    """Whether somebody listens there."""
    try:
        socket.create_connection(('127.0.0.1', port), 1).close()
        return True
    except OSError:
        return False
