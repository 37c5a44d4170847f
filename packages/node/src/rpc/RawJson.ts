/** An answer that is JSON already: whoever made it has written it in another thread. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
