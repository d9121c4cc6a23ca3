// What reading an XML file and checking that it is well-formed costs by itself.
const { readFileSync } = require('node:fs');
const { XMLValidator } = require('fast-xml-parser');

const said = XMLValidator.validate(readFileSync(process.argv[2], 'utf8'));
console.log(said);
process.exitCode = said === true ? 0 : 1;
