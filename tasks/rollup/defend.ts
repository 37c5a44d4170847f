import { playAction } from "./dispute/playAction.js";

/** Answers disputes about a committer's batches that are right, until Ctrl-C. */
export default playAction("defender");
