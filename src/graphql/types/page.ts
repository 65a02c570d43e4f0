import { Field, ObjectType } from 'type-graphql';
import { Post } from './post.js';
import { Publication } from './publication.js';

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there may be something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item: give it as `after` for the next page.',
  })
  endCursor!: string | null;
}

@ObjectType({ description: 'A post and its place in the list.' })
export class PostEdge {
  @Field(() => Post, { description: 'The post.' })
  node!: Post;

  @Field(() => String, { description: 'Its place: give it as `after` to go on from here.' })
  cursor!: string;
}

@ObjectType({ description: 'A page of posts, newest first.' })
export class PostConnection {
  @Field(() => [PostEdge], { description: 'The posts with their cursors.' })
  edges!: PostEdge[];

  @Field(() => [Post], { description: 'The posts alone.' })
  nodes!: Post[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'A publication and its place in the list.' })
export class PublicationEdge {
  @Field(() => Publication, { description: 'The publication.' })
  node!: Publication;

  @Field(() => String, { description: 'Its place: give it as `after` to go on from here.' })
  cursor!: string;
}

@ObjectType({ description: 'A page of publications, newest first.' })
export class PublicationConnection {
  @Field(() => [PublicationEdge], { description: 'The publications with their cursors.' })
  edges!: PublicationEdge[];

  @Field(() => [Publication], { description: 'The publications alone.' })
  nodes!: Publication[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  pageInfo!: PageInfo;
}
