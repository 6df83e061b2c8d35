import { expect, test } from 'vitest';
import { concat } from '../../src/waiter/bytes.ts';
import { encodeFrame } from '../../src/waiter/grpc-frame.ts';
import { indexedField, literalField } from '../../src/waiter/hpack.ts';
import { tryOnce } from '../support/gate.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';
import type { VirtualServer } from '../support/virtual-stream.ts';

function serve(server: VirtualServer): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:50051', server);
  return platform;
}

test('confirms the settings, then takes the answer', async () => {
  let writes = 0;
  const platform = serve((connection) => {
    if (++writes === 1) connection.send(encodeFrame({ type: 4, flags: 0, stream: 0, payload: new Uint8Array(0) }));
    else {
      const fields = concat(indexedField(8), literalField('grpc-status', '0'));
      connection.send(concat(encodeFrame({ type: 1, flags: 4, stream: 1, payload: fields }), encodeFrame({ type: 0, flags: 1, stream: 1, payload: Uint8Array.of(0, 0, 0, 0, 2, 8, 1) })));
    }
  });
  expect(await tryOnce(platform, 'grpc://127.0.0.1:50051')).toEqual({ state: 'open' });
});

test('is closed when the connection ends', async () => {
  expect(await tryOnce(serve((connection) => connection.end()), 'grpc://127.0.0.1:50051')).toEqual({ state: 'closed', reason: 'connection ended without an answer' });
});

test('is closed when the server is silent', async () => {
  expect(await tryOnce(serve(() => undefined), 'grpc://127.0.0.1:50051')).toEqual({ state: 'closed', reason: 'no answer within 1s' });
});

test('is closed for a server of HTTP/1', async () => {
  expect(await tryOnce(serve((connection) => connection.send('HTTP/1.1 400 Bad Request\r\n\r\n')), 'grpc://127.0.0.1:50051')).toEqual({ state: 'closed', reason: 'the answer is no gRPC' });
});
