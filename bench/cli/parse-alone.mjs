// What `check` can't do without: the file read, and its YAML parsed by the parser that the command line uses, document by document.
import { readFileSync } from 'node:fs';
import { Composer, Parser } from 'yaml';

const [file, values] = process.argv.slice(2);
let count = 0;
for (const document of new Composer({ uniqueKeys: false, logLevel: 'silent' }).compose(new Parser().parse(readFileSync(file, 'utf8')))) {
  if (values === 'values') document.toJS();
  count++;
}
process.stdout.write(`${count}\n`);
