// Validates the JSON value on the standard input by the schema that is named, and prints what is wrong.
import { readFileSync } from "node:fs";
import Ajv from "ajv";

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
const valid = ajv.compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
if (!valid(JSON.parse(readFileSync(0, "utf8")))) {
  for (const e of valid.errors) console.log(`${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}
