// Shows what `npm run docs` has made: on this machine alone, never to its network.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/**
 * @param {{ base?: string, port?: number }} [options] port 0 is any that is free
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveSite({ base = '/', port = 0 } = {}) {
  const pages = sirv(fileURLToPath(new URL('dist', import.meta.url)));
  const server = createServer((request, response) => {
    const missing = () => {
      response.statusCode = 404;
      response.end(`${request.url ?? ''} is not a page of the site, which begins at ${base}\n`);
    };
    if (request.url?.startsWith(base)) {
      request.url = `/${request.url.slice(base.length)}`;
      pages(request, response, missing);
    } else {
      missing();
    }
  });
  await /** @type {Promise<void>} */ (new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  }));
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${taken}${base}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveSite({ base: process.argv[2] });
  process.stdout.write(`the site is at ${url}\nCtrl+C ends this\n`);
}
