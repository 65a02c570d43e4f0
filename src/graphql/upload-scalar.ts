import { GraphQLError, GraphQLScalarType } from 'graphql';
import type { MediaRef } from '../domain/content.js';

/** A file of a multipart request: its bytes are taken in only when a resolver asks for it. */
export class UploadedFile {
  private kept: Promise<MediaRef> | null = null;
  private hash: string | null = null;

  constructor(private readonly take: () => Promise<MediaRef>) {}

  /** However often it is asked for, it is taken in once. */
  keep(): Promise<MediaRef> {
    this.kept ??= this.take().then((ref) => {
      this.hash = ref.hash;
      return ref;
    });
    return this.kept;
  }

  /** What tells requests with the same file from others, once it is kept. */
  toJSON(): { readonly file: string | null } {
    return { file: this.hash };
  }
}

export const UploadScalar = new GraphQLScalarType<UploadedFile, never>({
  name: 'Upload',
  description:
    'A file that is sent along as the GraphQL multipart request specification says; null stands in its place among the variables.',
  specifiedByURL: 'https://github.com/jaydenseric/graphql-multipart-request-spec',
  parseValue(value) {
    if (value instanceof UploadedFile) return value;
    throw new GraphQLError('A file is sent by a multipart request; its map names this variable.');
  },
  parseLiteral(node) {
    throw new GraphQLError('A file is given by a variable.', { nodes: node });
  },
  serialize() {
    throw new GraphQLError('A file is never part of an answer.');
  },
});
