import {
  Interface,
  type EventFragment,
  type FunctionFragment,
  type InterfaceAbi,
  type ParamType,
} from "ethers";

const typeOf = (param: ParamType): string => {
  if (param.isTuple()) {
    return `(${param.components.map((member) => `${typeOf(member)} ${member.name}`).join(",")})`;
  }
  return param.isArray() ? `${typeOf(param.arrayChildren)}[]` : param.type;
};
const listOf = (params: readonly ParamType[]): string => params.map(typeOf).join(",");
const functionOf = ({ name, inputs, outputs, stateMutability }: FunctionFragment): string =>
  `function ${name}(${listOf(inputs)}) ${stateMutability} returns (${listOf(outputs)})`;
const eventOf = ({ name, inputs }: EventFragment): string =>
  `event ${name}(${inputs.map((param) => `${typeOf(param)}${param.indexed === true ? " indexed" : ""}`).join(",")})`;

/** What software relies on: a line per function (types, mutability, results) and per event (types, indexed or not). */
export function abiLines(abi: InterfaceAbi): string[] {
  const lines: string[] = [];
  const face = new Interface(abi);
  face.forEachFunction((fragment) => lines.push(functionOf(fragment)));
  face.forEachEvent((fragment) => lines.push(eventOf(fragment)));
  return lines;
}
