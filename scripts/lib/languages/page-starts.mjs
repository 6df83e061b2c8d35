/** @typedef {import('./assemblies.mjs').Library[]} Libraries the first one is ours */

/**
 * How a program becomes a manifest. The commands stand below each whole program: a reader copies a program, then its commands.
 *
 * @typedef {object} Start
 * @property {string} needs
 * @property {string} file the program
 * @property {string[]} commands in an empty folder that has the program
 * @property {string} names how the options are given, and how a name of a message reads
 */

/** @type {(libraries: Libraries) => Start} */
export function pythonStart(libraries) {
  return {
    needs: 'Python 3.10 or newer works.',
    file: 'main.py',
    commands: ['python3 -m venv .venv', '. .venv/bin/activate', `pip install ${ours(libraries).python.distName}`, 'python main.py'],
    names: 'An option is a keyword argument. The types of the package are complete: `mypy --strict` finds a misspelt option. A message spells names '
      + 'as TypeScript does: for `dependsOn(x, { onTimeout })`, write `depends_on(x, on_timeout=...)`.',
  };
}

/** @type {(libraries: Libraries) => Start} */
export function javaStart(libraries) {
  return {
    needs: 'Java 11 or newer and Maven work.',
    file: 'Main.java',
    commands: [
      'mkdir -p src/main/java', 'mv Main.java src/main/java/', 'cat > pom.xml <<\'END\'', ...pom(libraries), 'END', 'mvn --quiet compile exec:java',
    ],
    names: 'Options have a builder. A misspelt option is an error of the compiler. A message spells names as TypeScript does: for '
      + '`dependsOn(x, { onTimeout })`, write `dependsOn(x, DependencyOptions.builder().onTimeout(...).build())`.',
  };
}

/** @type {(libraries: Libraries) => Start} */
export function goStart(libraries) {
  const { go, version } = ours(libraries);
  return {
    needs: 'Go 1.25 or newer works.',
    file: 'main.go',
    commands: ['go mod init example.com/shop', `go get ${go.path}@v${version}`, 'go mod tidy', 'go run .'],
    names: '`jsii.String`, `jsii.Number` and `jsii.Strings` make the pointers that options are. A misspelt option is an error of the compiler. A message '
      + 'spells names as TypeScript does: for `dependsOn(x, { onTimeout })`, write `DependsOn(x, &startgate.DependencyOptions{OnTimeout: ...})`, '
      + 'and for `Mechanism.GUARD`, `startgate.Mechanism_GUARD`.',
  };
}

/**
 * The versions of the peers are fixed where they are managed: the library accepts a range, and Maven would read every version in it.
 *
 * @param {Libraries} libraries
 */
function pom(libraries) {
  const dependencies = libraries.map(({ java: { maven }, version }) => (
    `<dependency><groupId>${maven.groupId}</groupId><artifactId>${maven.artifactId}</artifactId><version>${version}</version></dependency>`
  ));
  const [library = '', ...peers] = dependencies;
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>com.example</groupId><artifactId>shop</artifactId><version>1.0</version>',
    '  <properties>',
    '    <maven.compiler.source>11</maven.compiler.source>',
    '    <maven.compiler.target>11</maven.compiler.target>',
    '    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>',
    '    <exec.mainClass>Main</exec.mainClass>',
    '  </properties>',
    '  <dependencyManagement>',
    '    <dependencies>',
    ...peers.map((line) => `      ${line}`),
    '    </dependencies>',
    '  </dependencyManagement>',
    '  <dependencies>',
    `    ${library}`,
    '  </dependencies>',
    '</project>',
  ];
}

/**
 * @param {Libraries} libraries
 * @returns {import('./assemblies.mjs').Library}
 */
function ours(libraries) {
  const [library] = libraries.values();
  if (library === undefined) throw new Error('there is no assembly: run "npm run build"');
  return library;
}
