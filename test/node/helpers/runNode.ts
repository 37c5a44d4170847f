import { testNode } from "./testNode.js";

// A node in a process of its own, to be killed: its directory is the argument, its address the first line it writes.
const { node } = await testNode({}, { directory: process.argv[2] ?? "" });
process.stdout.write(`${node.url}\n`);
