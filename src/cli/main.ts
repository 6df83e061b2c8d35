#!/usr/bin/env node
import { nodeHost } from './node-host';
import { run } from './run';

process.exitCode = await run(process.argv.slice(2), nodeHost());
