#!/usr/bin/env python3
"""Whether a forwarding proxy forwards rightly, before it is measured: smoke.py PORT ["Name: value"]...

The upstream is mock_upstream on 9001. Ends with OK, or with the assertion that failed."""
import socket
import sys

ANSWER_SIZE = 1225  # of mock_upstream's JSON


def read_answer(connection):
    data = b''
    while b'\r\n\r\n' not in data:
        piece = connection.recv(65536)
        assert piece, data
        data += piece
    head, body = data.split(b'\r\n\r\n', 1)
    lower = head.lower()
    if b'content-length:' in lower:
        size = int(lower.split(b'content-length:')[1].split(b'\r\n')[0])
        while len(body) < size:
            body += connection.recv(65536)
        return head, body[:size], body[size:]
    while not body.endswith(b'0\r\n\r\n'):
        body += connection.recv(65536)
    return head, body, b''


def main():
    port = int(sys.argv[1])
    headers = ''.join(h + '\r\n' for h in sys.argv[2:]).encode()

    def connect():
        return socket.create_connection(('127.0.0.1', port), 5)

    def post(members, more=b''):
        body = b'{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hi"}]' + members + b'}'
        head = b'POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' + headers + more
        return head + b'Content-Length: %d\r\n\r\n' % len(body) + body

    def is_whole(answer):
        return answer[0].startswith(b'HTTP/1.1 200') and len(answer[1]) == ANSWER_SIZE

    connection = connect()
    for _ in range(3):
        connection.sendall(post(b''))
        assert is_whole(read_answer(connection)), 'kept connection'
    for byte in post(b',"n":1'):
        connection.sendall(bytes([byte]))
    assert is_whole(read_answer(connection)), 'byte by byte'
    connection.sendall(post(b',"user":"' + b'y' * (8 * 1024 * 1024 - 200) + b'"'))
    assert is_whole(read_answer(connection)), 'nearly 8 MiB'
    connection.sendall(post(b',"stream":true'))
    stream = read_answer(connection)[1]
    assert stream.count(b'data: ') == 51 and b'[DONE]' in stream, stream[-200:]
    connection.sendall(post(b',"n":2') + post(b',"n":3'))
    rest = read_answer(connection)[2]
    while rest.count(b'HTTP/1.1 200') < 1 or len(rest) < ANSWER_SIZE:
        piece = connection.recv(65536)
        assert piece, 'pipelined'
        rest += piece

    connection = connect()
    connection.sendall(post(b'', b'Connection: close\r\n'))
    assert is_whole(read_answer(connection)), 'close'
    connection.settimeout(5)
    assert connection.recv(10) == b'', 'closed after the answer'
    connection = connect()
    connection.sendall(b'GARBAGE\r\n\r\n')
    connection.settimeout(5)
    assert connection.recv(100)[:12] in (b'', b'HTTP/1.1 400'), 'garbage'
    print('OK')


main()
