import { answerQuestions } from "../threads/answerQuestions.js";
import { BatchDesk } from "./BatchDesk.js";
import type { BatchQuestion, BatchTask } from "./BatchRequest.js";

/** The life of the batch thread. */
export function runBatchDesk(data: unknown): void {
  const desk = new BatchDesk(data as BatchTask);
  answerQuestions((question) => desk.answer(question as BatchQuestion));
}
