import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { MAVEN_LOCAL } from '../../scripts/lib/bindings/cache.mjs';
import { maven } from '../../scripts/lib/bindings/java.mjs';
import { peers } from '../../scripts/lib/bindings/peers.mjs';
import { capture } from '../../scripts/lib/exec.mjs';
import { wrapJava } from '../../scripts/lib/languages/java.mjs';
import { ARTEFACTS } from '../../scripts/lib/paths.mjs';
import { STORIES } from './typescript/stories';
import {
  asAReader, commandsOf, EXAMPLES, expectedFiles, filesIn, FIRST_OF_PAGES, INPUTS, LINES, must, oldest, PROGRAMS, source, withoutOrder,
  workspace,
} from './workspace';

const SOURCES = 'src/main/java';
const [POM = ''] = /^<project[^]*^<\/project>$/mu.exec(commandsOf('java')) ?? [];

/** Maven finds in folders what it would find in Maven Central, and keeps what it has found apart from the user's own. */
const MAVEN = {
  '.mvn/maven.config': `-Dmaven.repo.local=${MAVEN_LOCAL} -gs .mvn/settings.xml`,
  '.mvn/settings.xml': settings([join(ARTEFACTS, 'java'), peers().maven]),
};

let folder: string;
let classpath: string;
let stories: Record<string, string>;

/** Runs a class of the project. */
function java(className: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  return must(folder, 'java', ['-cp', classpath, className, ...args], env);
}

function settings(folders: readonly string[]): string {
  const repositories = folders.map((path, index) => `<repository><id>folder-${index}</id><url>file://${path}</url></repository>`);
  return `<settings><profiles><profile><id>folders</id><repositories>${repositories.join('')}</repositories></profile></profiles>
<activeProfiles><activeProfile>folders</activeProfile></activeProfiles></settings>`;
}

beforeAll(async () => {
  // Maven never looks again at a version that it has
  rmSync(join(MAVEN_LOCAL, 'dev', 'startgate'), { recursive: true, force: true });
  folder = workspace('java', {
    ...INPUTS,
    ...MAVEN,
    'pom.xml': POM,
    [`${SOURCES}/Stories.java`]: source('java', SOURCES, 'Stories.java'),
    'Misspelt.java': source('java', 'Misspelt.java'),
    'NewestClass.java': source('java', 'NewestClass.java'),
    ...Object.fromEntries(PROGRAMS.map((each) => [`${SOURCES}/${each.name}/Main.java`, `package ${each.name};\n\n${each.java}\n`])),
    ...Object.fromEntries(LINES.map((each) => [`${SOURCES}/${each.name}/Lines.java`, `package ${each.name};\n\n${wrapJava('Lines', each.java, [...each.declared])}`])),
  });
  await maven(folder, MAVEN_LOCAL, ['compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath']);
  classpath = `target/classes:${readFileSync(join(folder, 'classpath'), 'utf8').trim()}`;
  mkdirSync(join(folder, 'stories'));
  await java('Stories', ['stories']);
  stories = filesIn(join(folder, 'stories'));
}, 600_000);

test.each(Object.entries(STORIES))('the story %s is the same in Java', (name, story) => {
  // jsii adds the stack of Node to a message in Java
  const told = name === 'cycle' ? stories[name]!.split('\n@jsii/kernel')[0] : stories[name];
  expect(told).toBe(name === 'cycle' ? `Error: ${story()}` : story());
});

test('the compiler names an option that is misspelt', async () => {
  const { code, output } = await capture('javac', ['-cp', classpath, '-d', 'target/misspelt', 'Misspelt.java'], { cwd: folder });
  expect([code, output.split('\n').filter((line) => /error|symbol: /u.test(line)).map((line) => line.trim())]).toEqual([
    1, ['Misspelt.java:6: error: cannot find symbol', 'symbol:   method redyWhen(Check)', '1 error'],
  ]);
});

describe('a reader who copies the first program and its commands gets the files of TypeScript', () => {
  test.each(FIRST_OF_PAGES)('from %s', async (page) => {
    const { shown, files, expected } = await asAReader('java', page, { files: MAVEN });
    expect(files).toEqual(expected);
    expect(shown).toContain(files['shop.k8s.yaml']);
  });
});

describe('the oldest Java that the page names', () => {
  test('compiles every example', async () => {
    const sources = EXAMPLES.map(({ name, whole }) => `${SOURCES}/${name}/${whole ? 'Main' : 'Lines'}.java`);
    expect(await capture('javac', ['--release', oldest('java'), '-cp', classpath, '-d', 'target/oldest', ...sources], { cwd: folder })).toEqual({ code: 0, output: '' });
  });

  test('loads every class that a program needs', async () => {
    const jars = classpath.split(':').filter((path) => path.endsWith('.jar'));
    expect(Number(await must(folder, 'java', ['NewestClass.java', ...jars]))).toBeLessThanOrEqual(Number(oldest('java')));
  });
});

describe('each whole example writes the same files', () => {
  test.each(PROGRAMS)('$page, line $line', async (example) => {
    const outdir = join(folder, 'dist', example.name);
    await java(`${example.name}.Main`, [], { CDK8S_OUTDIR: outdir });
    expect(withoutOrder(filesIn(outdir), example.java)).toEqual(withoutOrder(expectedFiles(example), example.java));
  });
});
