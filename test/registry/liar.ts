import { createServer, request, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** An HTTP server that ends with the test. @returns its address */
export async function serve(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A registry that answers as another one does, but for one content, in whose place it gives another. @returns its address */
export function liar(registry: string, promised: string, given: string): Promise<string> {
  return serve((asked, answer) => {
    if (asked.url?.endsWith(promised) === true) {
      // the headers promise what was asked for
      answer.writeHead(200, {
        'Docker-Content-Digest': promised, 'Content-Type': 'application/vnd.oci.image.manifest.v1+json', 'Content-Length': Buffer.byteLength(given),
      });
      answer.end(asked.method === 'HEAD' ? undefined : given);
      return;
    }
    const { accept = '*/*' } = asked.headers;
    const forwarded = request(`http://${registry}${asked.url ?? ''}`, { method: asked.method!, headers: { accept } }, (got) => {
      answer.writeHead(got.statusCode!, got.headers);
      got.pipe(answer);
    });
    asked.pipe(forwarded);
  });
}
