#!/usr/bin/env python3
"""Side-by-side load comparison of forwarding proxies on one machine, in one run.

  compare.py CASE[,CASE...] PEER[,PEER...] [--rounds 5] [--secs 3] [--peer FILE.json]... [--json OUT] [--markdown OUT]

CASES  plain    proxied POST, 588 B body, 1.2 KB answer, 64 keep-alive connections
       filter1, filter1k, filter100k   the same with a word filter of 1, 1,000 and 100,000 words on
       full     the same with everything on (a peer without such a port is left out)
       cache    the same request answered from the peer's cache
       sse      200 streams x 50 events at 10 ms; figures per event, and time to first token
       journal  the same with the journal (the mirror alone)
       ssefilter   the same with a word filter of 100,000 words on the answer
       ssefull  the same with everything on
       tlska    plain over TLS 1.3 keep-alive
       tlshs    one full handshake and GET /health a connection
       idle     memory of 5,000 idle keep-alive connections
       idletls  the same over TLS
       start    time from exec to the first accepted connection, and memory then
PEERS  direct (no proxy), nginx, haproxy, floor (blind byte relay: what the kernel alone costs), probe (own coroutines on epoll, forwarding only),
       and any that --peer describes: {"name": "mirror", "command": ["mirrordeskd", "..."], "ports": {"plain": 18301, ...},
       "headers": ["Authorization: Bearer sk-..."], "commands": {"filter1k": [...]}}; the command, or that of the case, starts one engine whose upstream is http://127.0.0.1:9001/v1 and stays in the foreground.

The peer is pinned to core 0; the upstream and the load client to core 1. CPU is on-CPU time of the peer and its children
(/proc/PID/task/*/schedstat). Peers take turns, round by round; figures are medians. Machines are noisy: quote ratios of one run (about +-8 %),
never an absolute figure. Needs what tests/setup.sh --bench installs. Everything stays on 127.0.0.1; it stops only what it started.
Work files lie in $BENCH_WORK (default: a folder of the system's temporary directory)."""
import argparse
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get('BENCH_WORK', os.path.join(tempfile.gettempdir(), 'mirror-bench'))
UPSTREAM_PORT = 9001
IDLE_CONNECTIONS = 5000
START_DEADLINE = 20.0
TLS = ['-pthread', '-lssl', '-lcrypto']
# name -> (source, further compiler arguments)
PROGRAMS = {
    'mock_upstream': ('mock_upstream.cpp', []),
    'http_load': ('http_load.cpp', []),
    'sse_load': ('sse_load.cpp', []),
    'idle_conns': ('idle_conns.cpp', TLS),
    'tls_load': ('tls_load.cpp', TLS),
    'floor': ('probe/floor.cpp', []),
    'forward': ('probe/forward.cpp', []),
    'forward_tls': ('probe/forward.cpp', ['-DWITH_TLS'] + TLS),
}


def work(name):
    return os.path.join(WORK, name)


def builtin_peers():
    probe_tls = [work('forward_tls'), '--port', '18203', '--cert', work('ec.crt'), '--key', work('ec.key')]
    return {
        'direct': dict(command=None, ports=dict(plain=UPSTREAM_PORT, sse=UPSTREAM_PORT), headers=[]),
        'nginx': dict(command=['nginx', '-p', WORK, '-c', work('nginx.conf')], headers=[],
                      ports=dict(plain=18001, sse=18002, cache=18003, filter1=18004, filter1k=18005, tlska=18443, tlshs=18443,
                                 idle=18001, idletls=18443, start=18001)),
        'haproxy': dict(command=['haproxy', '-db', '-f', work('haproxy.cfg')], headers=[],
                        ports=dict(plain=18101, sse=18102, filter1=18104, filter1k=18105, tlska=18543, tlshs=18543,
                                   idle=18101, idletls=18543, start=18101)),
        'floor': dict(command=[work('floor'), '--port', '18201'], ports=dict(plain=18201), headers=[]),
        'probe': dict(command=[work('forward'), '--port', '18202'], ports=dict(plain=18202, sse=18202, idle=18202), headers=[]),
        'probetls': dict(command=probe_tls, ports=dict(tlska=18203), headers=[]),
    }


def build():
    """Compiles what changed, makes the certificate all peers use, fills in the configurations."""
    os.makedirs(WORK, exist_ok=True)
    headers = [os.path.join(HERE, h) for h in ('harness.h', 'tls_client.h', 'probe/reactor.h', 'probe/http.h')]
    for name, (source, extra) in PROGRAMS.items():
        inputs = [os.path.join(HERE, source)] + headers
        if os.path.exists(work(name)) and os.path.getmtime(work(name)) > max(map(os.path.getmtime, inputs)):
            continue
        subprocess.run(['g++', '-std=c++20', '-O2', '-march=x86-64-v2', '-o', work(name), inputs[0]] + extra, check=True)
    if not os.path.exists(work('ec.pem')):
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30',
                        '-subj', '/CN=localhost', '-keyout', work('ec.key'), '-out', work('ec.crt')], check=True, stderr=subprocess.DEVNULL)
        with open(work('ec.pem'), 'w') as pem:
            pem.write(read(work('ec.crt')) + read(work('ec.key')))
    for name in ('nginx.conf', 'haproxy.cfg'):
        with open(work(name), 'w') as out:
            out.write(read(os.path.join(HERE, 'conf', name)).replace('@WORK@', WORK).replace('@HERE@', HERE))


def read(path):
    with open(path) as file:
        return file.read()


# -- processes -------------------------------------------------------------------------------------------------------

def process_tree(pid):
    pids = [pid]
    for task in os.listdir(f'/proc/{pid}/task'):
        try:
            for child in read(f'/proc/{pid}/task/{task}/children').split():
                pids += process_tree(int(child))
        except OSError:
            pass
    return pids


def cpu_ns(pid):
    total = 0
    for process in process_tree(pid):
        for task in os.listdir(f'/proc/{process}/task'):
            try:
                total += int(read(f'/proc/{process}/task/{task}/schedstat').split()[0])
            except OSError:
                pass
    return total


def rss_kb(pid):
    return sum(int(re.search(r'VmRSS:\s+(\d+)', read(f'/proc/{p}/status')).group(1)) for p in process_tree(pid))


def start(command, core, port):
    """Starts a server; returns it and the milliseconds until it took a connection."""
    with open(work('peer.err'), 'a') as errors:
        begun = time.monotonic()
        process = subprocess.Popen(['taskset', '-c', str(core)] + command, stdout=subprocess.DEVNULL, stderr=errors)
    while time.monotonic() - begun < START_DEADLINE:
        if process.poll() is not None:
            raise SystemExit(f'{command[0]} ended with {process.returncode}; see {work("peer.err")}')
        try:
            socket.create_connection(('127.0.0.1', port), 1).close()
            return process, (time.monotonic() - begun) * 1e3
        except OSError:
            time.sleep(.002)
    stop(process)
    raise SystemExit(f'{command[0]} did not listen on {port} within {START_DEADLINE} s; see {work("peer.err")}')


def stop(process):
    if not process:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(8)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def client(args):
    """Runs a load client and returns the JSON of its last line; None if it printed none."""
    out = subprocess.run(['taskset', '-c', '1'] + args, capture_output=True, text=True)
    try:
        return json.loads(out.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        print(out.stdout, out.stderr, file=sys.stderr)
        return None


# -- measurements ----------------------------------------------------------------------------------------------------

BODY = ['--body', os.path.join(HERE, 'body.json')]
SSE_LOAD = ['sse_load', '--streams', '200', '--body', os.path.join(HERE, 'sse_body.json')]
LOADS = {
    'sse': SSE_LOAD,
    'ssefilter': SSE_LOAD,
    'ssefull': SSE_LOAD,
    'tlshs': ['tls_load', '--mode', 'hs', '--threads', '8'],
    'tlska': ['tls_load', '--mode', 'ka', '--threads', '32'] + BODY,
}
PLAIN_LOAD = ['http_load', '--conns', '64'] + BODY


def measure(case, peer, secs):
    port = peer['ports'][case]
    headers = [x for h in peer['headers'] for x in ('--header', h)]
    command = peer.get('commands', {}).get(case, peer['command'])
    process, ready_ms = start(command, 0, port) if command else (None, 0)
    try:
        if case == 'start':
            return dict(ready_ms=ready_ms, rss_mb=rss_kb(process.pid) / 1024)
        if case in ('idle', 'idletls'):
            return measure_idle(process, ['--port', str(port)] + BODY + headers, case == 'idletls')
        return measure_load(process, LOADS.get(case, PLAIN_LOAD), ['--port', str(port)] + headers, secs)
    finally:
        stop(process)


def measure_load(process, load, args, secs):
    command = [work(load[0])] + load[1:] + args
    client(command + ['--secs', '1'])  # warms up
    cpu = cpu_ns(process.pid) if process else 0
    begun = time.monotonic()
    result = client(command + ['--secs', str(secs)])
    wall = time.monotonic() - begun
    if result and process:
        cpu = cpu_ns(process.pid) - cpu
        result['cpu_us'] = cpu / 1e3 / (result.get('ok') or result.get('chunks') or 1)
        result['core0'] = cpu / 1e9 / wall
    return result


def measure_idle(process, args, tls):
    tls_args = ['--tls', 'yes'] if tls else []
    # A peer that keeps something of its last requests (ours: the 10,000 of the traffic list) must have it before the memory of connections is counted.
    client((([work('tls_load'), '--mode', 'ka', '--threads', '8'] if tls else [work('http_load'), '--conns', '16']) + args + ['--secs', '4']))
    before = rss_kb(process.pid)
    holder = subprocess.Popen([work('idle_conns'), '--conns', str(IDLE_CONNECTIONS)] + args + tls_args,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    opened, bad = map(int, re.fullmatch(r'READY (\d+) bad (\d+)\n', holder.stdout.readline()).groups())
    time.sleep(.5)  # lets the peer give back what it gives back
    after = rss_kb(process.pid)
    cpu = cpu_ns(process.pid)
    time.sleep(2)
    cpu = cpu_ns(process.pid) - cpu
    holder.communicate()
    return dict(rss0_mb=before / 1024, rss_mb=after / 1024, b_per_conn=(after - before) * 1024 / max(opened, 1), idle_cpu_pct=cpu / 2e7,
                n=opened, bad=bad)


def measure_case(case, peers, rounds, secs):
    """Medians by peer; None for a peer that failed."""
    samples = {name: [] for name in peers}
    for _ in range(1 if case.startswith('idle') else rounds):
        for name, peer in peers.items():
            result = measure(case, peer, secs)
            if result:
                samples[name].append(result)
    medians = {}
    for name, results in samples.items():
        medians[name] = {k: statistics.median(r[k] for r in results if k in r) for k in results[-1]} if results else None
    base = (medians.get('nginx') or {}).get('cpu_us')
    for figures in medians.values():
        if base and figures and 'cpu_us' in figures:
            figures['vs_nginx'] = figures['cpu_us'] / base
    return medians


# -- report ----------------------------------------------------------------------------------------------------------

def print_case(case, medians):
    print(f'== {case}', flush=True)
    for name, figures in medians.items():
        if not figures:
            print(f'{name:11s} FAILED')
            continue
        words = (f'{k}={v:.2f}' if v < 100 else f'{k}={v:.0f}' for k, v in figures.items())
        print(f'{name:11s} ' + ' '.join(words), flush=True)


# Rows of the README's table: case, text, member, the case in which nginx is 1 (None: no ratio), format.
ROWS = [
    ('plain', 'CPU per request, plain', 'cpu_us', 'plain', '{:.2f}'),
    ('filter1k', 'CPU per request, word filter, 1,000 words (nginx plain = 1)', 'cpu_us', 'plain', '{:.2f}'),
    ('filter100k', 'CPU per request, word filter, 100,000 words (nginx plain = 1)', 'cpu_us', 'plain', '{:.2f}'),
    ('journal', 'CPU per request, journal (nginx plain = 1)', 'cpu_us', 'plain', '{:.2f}'),
    ('full', 'CPU per request, 1,000 words, personal data, journal (nginx plain = 1)', 'cpu_us', 'plain', '{:.2f}'),
    ('sse', 'CPU per SSE event', 'cpu_us', 'sse', '{:.2f}'),
    ('ssefilter', 'CPU per SSE event, word filter, 100,000 words (nginx without = 1)', 'cpu_us', 'sse', '{:.2f}'),
    ('ssefull', 'CPU per SSE event, the same (nginx without = 1)', 'cpu_us', 'sse', '{:.2f}'),
    ('sse', 'first token added, p50', 'ttft_p50_us', 'sse', '{:.2f}'),
    ('ssefilter', 'first token added, p50, word filter (nginx without = 1)', 'ttft_p50_us', 'sse', '{:.2f}'),
    ('tlska', 'CPU per request, TLS 1.3 keep-alive', 'cpu_us', 'tlska', '{:.2f}'),
    ('tlshs', 'CPU per full TLS 1.3 handshake', 'cpu_us', 'tlshs', '{:.2f}'),
    ('idle', 'memory per idle connection, plain', 'b_per_conn', None, '{:.0f} B'),
    ('idle', 'whole program at 5,000 idle connections', 'rss_mb', None, '{:.1f} MB'),
    ('idletls', 'memory per idle connection, TLS', 'b_per_conn', None, '{:.0f} B'),
    ('start', 'ready after', 'ready_ms', None, '{:.0f} ms'),
    ('start', 'memory when ready', 'rss_mb', None, '{:.1f} MB'),
]


def markdown(table, peers):
    lines = ['| | ' + ' | '.join(peers) + ' |', '|---|' + '---|' * len(peers)]
    for case, text, member, base_case, form in ROWS:
        if case not in table:
            continue
        base = (table.get(base_case, {}).get('nginx') or {}).get(member) if base_case else 1
        cells = []
        for peer in peers:
            value = (table[case].get(peer) or {}).get(member)
            cells.append(form.format(value / base) if value is not None and base else '')
        lines.append(f'| {text} | ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines) + '\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('cases')
    parser.add_argument('peers')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--secs', type=float, default=3)
    parser.add_argument('--peer', action='append', default=[])
    parser.add_argument('--json')
    parser.add_argument('--markdown')
    options = parser.parse_args()
    known = builtin_peers()
    for file in options.peer:
        peer = json.loads(read(file))
        peer.setdefault('headers', [])
        known[peer['name']] = peer
    names = options.peers.split(',')
    build()
    upstream, _ = start([work('mock_upstream'), '--port', str(UPSTREAM_PORT), '--chunks', '50', '--delay-ms', '10'], 1, UPSTREAM_PORT)
    table = {}
    try:
        for case in options.cases.split(','):
            table[case] = measure_case(case, {n: known[n] for n in names if case in known[n]['ports']}, options.rounds, options.secs)
            print_case(case, table[case])
    finally:
        stop(upstream)
    if options.json:
        with open(options.json, 'w') as out:
            json.dump(table, out, indent=1)
    if options.markdown:
        with open(options.markdown, 'w') as out:
            out.write(markdown(table, names))
    return 0 if all(figures for medians in table.values() for figures in medians.values()) else 1


sys.exit(main())
