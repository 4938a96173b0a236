// Writes src/test/resources/cloudformation/types.json: what CloudFormation says of the resource types that
// deploy/template.yaml uses. To be run again when the template uses another type, or CloudFormation has changed:
//
//   npm pack @aws-cdk/aws-service-spec && tar xzf aws-cdk-aws-service-spec-*.tgz
//   node src/test/cloudformation/types.mjs package/db.json.gz
//
// A property is {"Name": type}, with a ! behind the name if it is required. A type is string, number, boolean, json,
// [type], {type}, types with | between them, or the name of one in "types".
import {readFileSync, writeFileSync} from "node:fs";
import {gunzipSync} from "node:zlib";

const db = JSON.parse(gunzipSync(readFileSync(process.argv[2]))).schema;
const resources = new Map(db.resource.entities.map(one => [one.cloudFormationType, one]));
const definitions = new Map(db.typeDefinition.entities.map(one => [one.$id, one]));
const template = readFileSync("deploy/template.yaml", "utf8");
const used = [...new Set([...template.matchAll(/^ {4}Type: (AWS::\S+)$/gm)].map(match => match[1]))].sort();

function describe(resource) {
  const types = {};
  function type(of) {
    switch (of.type) {
      case "array": return `[${type(of.element)}]`;
      case "map": return `{${type(of.element)}}`;
      case "union": return of.types.map(type).join("|");
      case "integer": return "number";
      case "tag": return "json";
      case "ref": return define(definitions.get(of.reference.$ref));
      default: return of.type;
    }
  }
  function define(definition) {
    if (!(definition.name in types)) {
      types[definition.name] = {};
      types[definition.name] = properties(definition);
    }
    return definition.name;
  }
  function properties(owner) {
    return Object.fromEntries(
      Object.entries(owner.properties).map(([name, of]) => [of.required ? name + "!" : name, type(of.type)]));
  }
  const own = properties(resource);
  return {attributes: Object.keys(resource.attributes), properties: own, types};
}

const lines = used.map(name => `${JSON.stringify(name)}: ${JSON.stringify(describe(resources.get(name)))}`);
writeFileSync("src/test/resources/cloudformation/types.json", `{\n${lines.join(",\n")}\n}\n`);
