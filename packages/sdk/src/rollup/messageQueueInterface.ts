import { MessageQueue__factory } from "../../../../typechain-types/index.js";

/** Calls of the queue of a lane's items on L1. */
export const messageQueueInterface = MessageQueue__factory.createInterface();
