import { createServer } from 'node:http';
import { report } from './report.mjs';

const server = createServer((request, response) => {
  if (request.url !== '/ready') {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 18 }).end('{"status":"ready"}');
});
server.listen(0, '127.0.0.1', () => report(server.address().port));
