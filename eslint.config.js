import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const pure = "packages/protocol is pure: time, chance and the machine are passed in.";
const restricted = (names) => names.map((name) => ({ name, message: pure }));

/** What `erasableSyntaxOnly` would refuse, here because generated types break it; and what the house refuses. */
const syntax = [
  { selector: "TSEnumDeclaration", message: "Use a union of texts or a constant object." },
  { selector: "TSModuleDeclaration[kind='namespace']", message: "Use a module." },
  { selector: "TSParameterProperty", message: "Declare the field." },
  {
    selector: "ThrowStatement > NewExpression[callee.name='Error']",
    message: "Throw a ProtocolError with a code of packages/protocol/src/errors.ts.",
  },
];
const defaultExport = { selector: "ExportDefaultDeclaration", message: "Export by name." };

export default defineConfig(
  globalIgnores([
    ...["artifacts/", "cache/", "coverage/", "typechain-types/", "node_modules/", "**/*.sol"],
    // AssemblyScript: its own compiler checks it.
    ...["packages/executor/assembly/", "packages/executor/build/"],
  ]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": ["error", ...syntax, defaultExport],
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 60 }],
      "max-params": ["error", { max: 4 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // A destructured rest says on purpose what it leaves behind.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    // Hardhat loads these by their default export.
    files: [
      "hardhat.config.ts",
      "ignition/modules/**/*.ts",
      "tasks/**/*.ts",
      "setup/hardhat/tasks/**/*.ts",
      "setup/hardhat/coverage/hooks.ts",
      "test/setup/shards/fixtures/hardhat.config.ts",
    ],
    rules: { "no-restricted-syntax": ["error", ...syntax], "max-params": "off" },
  },
  {
    // The interface of the standard is a global namespace, which Node's types leave out.
    files: ["packages/executor/src/wasm/webassembly.d.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // A module is one function that lists what is deployed.
    files: ["ignition/modules/**/*.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    files: ["packages/protocol/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...restricted(["Date", "process", "fetch", "performance", "crypto", "Buffer"]),
        ...restricted(["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "require"]),
      ],
      "no-restricted-properties": ["error", { object: "Math", property: "random", message: pure }],
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["node:*", "fs", "path", "os"], message: pure }] },
      ],
    },
  },
  {
    // Chai asserts by getters, and a table of cases is one long function.
    files: ["test/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "max-params": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
