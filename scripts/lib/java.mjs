import { spawnSync } from 'node:child_process';

/** What to say where one of them is missing. */
export const JAVA = 'a JDK 11 or newer and Maven (Debian: default-jdk-headless, maven)';

/** @returns {boolean} whether this machine compiles Java, and has Maven */
export function isJava() {
  return ['javac', 'mvn'].every((program) => spawnSync(program, ['-version']).status === 0);
}
