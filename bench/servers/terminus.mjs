import { createServer } from 'node:http';
import { createTerminus } from '@godaddy/terminus';
import { report } from './report.mjs';

const server = createServer((request, response) => response.writeHead(404).end());
createTerminus(server, { healthChecks: { '/ready': () => Promise.resolve() } });
server.listen(0, '127.0.0.1', () => report(server.address().port));
