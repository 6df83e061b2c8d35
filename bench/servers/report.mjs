/**
 * What every server of the benchmark does beside serving: tells its port, and what it has used when asked.
 * @param {number} port where it listens
 * @param {Record<string, () => void>} commands what else it can be told
 */
export function report(port, commands = {}) {
  process.on('message', (command) => {
    if (command === 'usage') {
      process.send({ rss: process.memoryUsage.rss(), cpu: process.cpuUsage() });
    } else {
      const at = process.hrtime.bigint();
      commands[command]();
      process.send({ at: String(at) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ port });
}
