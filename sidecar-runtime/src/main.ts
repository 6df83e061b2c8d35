#!/usr/bin/env node
// Before anything is loaded: PID 1 of a container never hears of a signal that it has no handler for.
const serves = process.argv[2] === 'serve';
const signals = serves ? (['SIGTERM', 'SIGINT'] as const) : (['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const);
const end = (_: NodeJS.Signals, signal: number): void => process.exit(serves ? 0 : 128 + signal);
for (const signal of signals) process.on(signal, end);

const { main } = await import('./node-main.ts');
process.exit(await main(() => signals.forEach((signal) => process.off(signal, end))));
