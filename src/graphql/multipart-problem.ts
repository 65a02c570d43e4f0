/** Why a multipart request could not even be begun. */
export class MultipartProblem {
  constructor(readonly sentence: string) {}
}
