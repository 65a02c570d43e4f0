import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const DEPTH_MAX = 12;
/** Objects that an answer may have by this estimate. */
const OBJECTS_MAX = 25_000;
/** What one list without a page size is taken for. */
const LIST_GUESS = 5;
/** Fields of one level, those of its fragments among them: what is asked for twice counts twice. */
const WIDTH_MAX = 200;
const ROOT_FIELDS_MAX = 20;
/** A page whose size is in a variable is taken for the largest. */
const PAGE_MAX = 100;

interface Cost {
  /** Levels of fields. */
  readonly depth: number;
  /** Objects in the answer: each field counts, so that aliases do, and lists multiply what is below them. */
  readonly objects: number;
  /** Fields of this level. */
  readonly width: number;
}

const NOTHING: Cost = { depth: 0, objects: 0, width: 1 };

/**
 * Refuses operations that are too deep or whose answer would be too large, before anything is read. Each fragment is measured once, so
 * that measuring is not the attack. Introspection is left to graphql's own rule.
 */
export function limitOperations(context: ValidationContext): ASTVisitor {
  const measured = new Map<string, Cost>();
  let widest = 0;

  function costOf(selections: SelectionSetNode, type: GraphQLOutputType): Cost {
    const costs = selections.selections.map((selection): Cost => {
      if (selection.kind === Kind.FIELD) return costOfField(selection, type);
      if (selection.kind === Kind.INLINE_FRAGMENT) return costOf(selection.selectionSet, type);
      return costOfFragment(selection.name.value);
    });
    const width = costs.reduce((sum, cost) => sum + cost.width, 0);
    widest = Math.max(widest, width);
    return {
      depth: Math.max(0, ...costs.map(({ depth }) => depth)),
      objects: costs.reduce((sum, { objects }) => sum + objects, 0),
      width,
    };
  }

  function costOfField(field: FieldNode, parent: GraphQLOutputType): Cost {
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const definition = fields[field.name.value];
    // Unknown fields are another rule's matter, and so are those of introspection.
    if (!definition) return NOTHING;
    const type = getNamedType(definition.type);
    if (!field.selectionSet || !isCompositeType(type)) return { depth: 1, objects: 0, width: 1 };
    const below = costOf(field.selectionSet, type);
    const times =
      pageSize(field) ?? (isListType(getNullableType(definition.type)) && !isPaged(parent) ? LIST_GUESS : 1);
    return { depth: below.depth + 1, objects: times * (1 + below.objects), width: 1 };
  }

  function costOfFragment(name: string): Cost {
    const known = measured.get(name);
    if (known) return known;
    // Stands for itself while it is measured: a fragment within itself is another rule's matter.
    measured.set(name, NOTHING);
    const fragment = context.getFragment(name);
    const type = fragment && context.getSchema().getType(fragment.typeCondition.name.value);
    const cost = fragment && isObjectType(type) ? costOf(fragment.selectionSet, type) : NOTHING;
    measured.set(name, cost);
    return cost;
  }

  return {
    OperationDefinition(node) {
      const root = context.getSchema().getRootType(node.operation);
      if (!root) return;
      const { depth, objects, width } = costOf(node.selectionSet, root);
      if (depth > DEPTH_MAX) {
        report(`The operation is ${depth} levels deep; ${DEPTH_MAX} are allowed.`);
      }
      if (objects > OBJECTS_MAX) {
        report(`The answer could have ${objects} objects; ask for smaller pages (${OBJECTS_MAX} are allowed).`);
      }
      if (width > ROOT_FIELDS_MAX) {
        report(`The operation asks ${width} things at once; ${ROOT_FIELDS_MAX} are allowed.`);
      }
      if (widest > WIDTH_MAX) {
        report(`The operation has ${widest} fields on one level, with those of fragments; ${WIDTH_MAX} are allowed.`);
      }
      function report(sentence: string): void {
        context.reportError(new GraphQLError(sentence, { nodes: node }));
      }
    },
  };
}

/** The lists of a connection are as long as its page, which is counted where the page is asked for. */
function isPaged(parent: GraphQLOutputType): boolean {
  return isObjectType(parent) && parent.name.endsWith('Connection');
}

function pageSize(field: FieldNode): number | null {
  const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (!first) return null;
  return first.kind === Kind.INT ? Math.min(Number(first.value), PAGE_MAX) : PAGE_MAX;
}
