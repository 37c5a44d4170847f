import { playAction } from "./dispute/playAction.js";

/** Executes every batch of a lane and disputes the one that is wrong, until Ctrl-C. */
export default playAction("challenger");
