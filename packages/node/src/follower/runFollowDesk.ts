import { answerQuestions } from "../threads/answerQuestions.js";
import { FollowDesk } from "./FollowDesk.js";
import type { FollowQuestion, FollowTask } from "./FollowTask.js";

/** The life of a follower's thread. */
export function runFollowDesk(data: unknown): void {
  const desk = new FollowDesk(data as FollowTask);
  answerQuestions((question) => desk.answer(question as FollowQuestion));
}
