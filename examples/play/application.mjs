/**
 * The application of the sample as a process of this machine: prints the date and its line, as the busybox container does,
 * then sends its first request to the sidecar. Ends with 1 when that fails: it was started too early.
 * Plain JavaScript, so that what shows is the gate and not a compiler.
 */
import { get } from 'node:http';

const [url = ''] = process.argv.slice(2);

process.stdout.write(`${new Date().toUTCString()}\napp container started\n`);
get(url, (response) => {
  response.resume();
  finish(`first request to the sidecar: ${response.statusCode} ${response.statusMessage}`, response.statusCode === 200 ? 0 : 1);
}).on('error', (error) => finish(`first request to the sidecar failed: ${error.message}`, 1));

/**
 * @param {string} line
 * @param {number} code
 */
function finish(line, code) {
  process.stdout.write(`${line}\n`);
  process.exitCode = code;
}
