#!/usr/bin/env node
// Before anything is loaded: PID 1 of a container never hears of a signal that it has no handler for.
const end = (): void => process.exit(0);
if (process.argv[2] === 'serve') process.on('SIGTERM', end).on('SIGINT', end);

const { main } = await import('./node-main.ts');
process.exit(await main(() => process.off('SIGTERM', end).off('SIGINT', end)));
