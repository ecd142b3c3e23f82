import { type HclFile, type HclHole, hclHole, hclString } from '../../syntax/hcl/tree';
import { hclEdits, insertion } from '../../syntax/hclEdits';
import { jsonTemplate } from '../../syntax/jsonTemplate';
import { NO_EDITS } from '../../syntax/noEdits';
import { NotWritable, type Problem, type TreeEdits } from '../../syntax/syntax';
import { type LocatedObject, type LocatedValue, readable } from '../../syntax/tree';
import { viewOf } from '../../syntax/view';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import type { Source } from '../subjects';
import type { RoleReference } from './canonical';
import { databricksPolicy } from './databricks';
import { readEmbedded } from './embedded';
import { trustOfModule } from './iamModules';
import { argumentOf, type ModuleFile, type Resource, type TerraformModule } from './module';
import { isTerraformJson, namedFile } from './namedFiles';
import { readPolicyDocument } from './policyDocument';
import { policyDocumentEdits } from './policyDocumentEdits';
import { Values } from './values';

/** A policy document of a module, wherever it stands. */
export interface FoundPolicy {
  readonly source: Source;
  readonly object: LocatedObject;
  readonly span: Span;
  readonly references: readonly RoleReference[];
  readonly problems: readonly Problem[];
}

/** Functions that hand on one of their arguments as it is, or a list's only item. */
const PASSING: ReadonlySet<string> = new Set([
  'chomp',
  'coalesce',
  'element',
  'join',
  'nonsensitive',
  'one',
  'sensitive',
  'tostring',
  'trimspace',
  'try',
]);

const DEPTH_LIMIT = 20;

/** Finds the policy documents that expressions of a module stand for. Each is read once, whoever refers to it. */
export class Policies {
  readonly #module: TerraformModule;
  /** By the value or block that they are written as. */
  readonly #found = new Map<object, FoundPolicy | undefined>();
  readonly #before: ReadonlyMap<object, FoundPolicy | undefined>;
  readonly #edits = new Map<ModuleFile, TreeEdits>();

  /** @param before what was found in the version before, as long as nothing that others refer to has changed */
  constructor(module: TerraformModule, before: ReadonlyMap<object, FoundPolicy | undefined>) {
    this.#module = module;
    this.#before = before;
  }

  /** What was found, for the version after this. */
  get found(): ReadonlyMap<object, FoundPolicy | undefined> {
    return this.#found;
  }

  /** The policies that an expression may stand for: several where a condition decides. None where it is not known. */
  at(value: LocatedValue | undefined, file: ModuleFile, depth = 0): FoundPolicy[] {
    if (value === undefined || depth > DEPTH_LIMIT) return [];
    const string = hclString(value);
    if (string !== undefined) return this.#once(value, () => this.#json(value, file));
    const expression = hclHole(value);
    switch (expression?.form) {
      case 'traversal':
        return this.#referred(expression, file, depth);
      case 'choice':
        return expression.parts.slice(1).flatMap((part) => this.at(part, file, depth + 1));
      case 'call': {
        const { name = '', parts } = expression;
        const [first] = parts;
        if (name === 'jsonencode' && first !== undefined)
          return this.#once(value, () => this.#encoded(first, file));
        if (name === 'file' || name === 'templatefile') return this.#filed(first, file);
        return PASSING.has(name) ? parts.flatMap((part) => this.at(part, file, depth + 1)) : [];
      }
    }
    return value.kind === 'array' ? value.items.flatMap((item) => this.at(item, file, depth + 1)) : [];
  }

  /** The trust policies of a role: what it is given, or what a module makes of its arguments. */
  trusting(role: Resource): FoundPolicy[] {
    const given = this.at(argumentOf(role, 'assume_role_policy'), role.file);
    if (given.length > 0 || !role.address.startsWith('module.')) return given;
    return this.#once(role.block, () => this.#generated(role, trustOfModule));
  }

  /** The policy of a data source `aws_iam_policy_document`, or of one of Databricks. */
  document(data: Resource): FoundPolicy[] {
    if (data.type.startsWith('databricks_'))
      return this.#once(data.block, () => this.#generated(data, databricksPolicy));
    if (data.type !== 'aws_iam_policy_document') return [];
    return this.#once(data.block, () => {
      const values = new Values(this.#module, data.file);
      const policy = readPolicyDocument(data.block, values);
      if (policy === undefined) return undefined;
      const { uri, hcl } = data.file;
      const written = lazily(hcl, (text) => policyDocumentEdits(policy, text));
      const edits = isTerraformJson(uri) ? NO_EDITS : this.#declaring(data.file, written);
      return {
        source: { uri, edits },
        object: policy.object,
        span: data.block.span,
        references: values.references,
        problems: [],
      };
    });
  }

  /** A policy that nobody has written, so that nobody can edit it. */
  #generated(
    from: Resource,
    make: (from: Resource, values: Values) => LocatedObject | undefined,
  ): FoundPolicy | undefined {
    const { file, block } = from;
    const values = new Values(this.#module, file);
    const object = make(from, values);
    if (object === undefined) return undefined;
    const source = { uri: file.uri, edits: NO_EDITS };
    return { source, object, span: block.span, references: values.references, problems: [] };
  }

  #once(key: object, read: () => FoundPolicy | undefined): FoundPolicy[] {
    if (!this.#found.has(key)) this.#found.set(key, this.#before.has(key) ? this.#before.get(key) : read());
    const found = this.#found.get(key);
    return found === undefined ? [] : [found];
  }

  #referred({ path }: HclHole, file: ModuleFile, depth: number): FoundPolicy[] {
    const [first, second = '', third = '', ...rest] = path;
    if (first === 'local') {
      const local = this.#module.local(second, file);
      return local === undefined || path.length > 2 ? [] : this.at(local.value, local.file, depth + 1);
    }
    const attribute = rest.filter((step) => step !== '[]').join('.');
    const made = attribute === 'json' || attribute === 'minified_json';
    const data = made && first === 'data' ? this.#module.dataSource(`${second}.${third}`, file) : undefined;
    return data === undefined ? [] : this.document(data);
  }

  /** The policy in another file that `file` or `templatefile` reads; what it is to be filled in with stays open. */
  #filed(path: LocatedValue | undefined, file: ModuleFile): FoundPolicy[] {
    const written = new Values(this.#module, file).text(path);
    const uri = written && namedFile(readable(written), file.uri);
    const other = uri === undefined ? undefined : this.#module.others.get(uri);
    if (other === undefined) return [];
    return this.#once(other, () => {
      const { root, edits } = viewOf(jsonTemplate, other.text);
      if (root?.kind !== 'object') return undefined;
      const source = { uri: other.uri, edits };
      // What is wrong with the file is said where it is opened.
      return { source, object: root, span: root.span, references: [], problems: [] };
    });
  }

  #json(value: LocatedValue, file: ModuleFile): FoundPolicy | undefined {
    const string = hclString(value);
    if (string === undefined) return undefined;
    const values = new Values(this.#module, file);
    const embedded = readEmbedded(string, file.hcl, values.pieces);
    if (embedded?.root.kind !== 'object') return undefined;
    const { root, problems, edits } = embedded;
    const source = { uri: file.uri, edits: this.#declaring(file, edits) };
    return { source, object: root, span: root.span, references: values.references, problems };
  }

  #encoded(value: LocatedValue, file: ModuleFile): FoundPolicy | undefined {
    // A local that holds all of the policy is where it stands.
    const expression = hclHole(value);
    const [first, second = ''] = expression?.path ?? [];
    const local =
      first === 'local' && expression?.path.length === 2 ? this.#module.local(second, file) : undefined;
    const placed = local ?? { value, file };
    const values = new Values(this.#module, placed.file);
    const object = values.resolve(placed.value);
    if (object.kind !== 'object') return undefined;
    const edits = guarded(this.#editsOf(placed.file), values.elsewhere);
    const source = { uri: placed.file.uri, edits };
    return { source, object, span: object.span, references: values.references, problems: [] };
  }

  /** Edits that declare the data source for the account at the end of the file, where they are the first to use it. */
  #declaring({ uri, hcl: { current } }: ModuleFile, edits: TreeEdits): TreeEdits {
    const { undeclared } = this.#module;
    if (undeclared === undefined) return edits;
    return extended(edits, (made) => {
      if (!made.some(({ text }) => text.includes(`data.aws_caller_identity.${undeclared}.`))) return [];
      // There is no end of a file in JSON to put it at.
      if (isTerraformJson(uri)) throw new NotWritable();
      const { text } = current;
      const newline = text.includes('\r\n') ? '\r\n' : '\n';
      const gap = text.endsWith('\n') ? newline : newline + newline;
      return [insertion(text.length, `${gap}data "aws_caller_identity" "${undeclared}" {}${newline}`)];
    });
  }

  #editsOf(file: ModuleFile): TreeEdits {
    let edits = this.#edits.get(file);
    if (edits === undefined) {
      edits = isTerraformJson(file.uri) ? NO_EDITS : this.#declaring(file, lazily(file.hcl, hclEdits));
      this.#edits.set(file, edits);
    }
    return edits;
  }
}

/** Edits with what `also` adds to each. */
function extended(edits: TreeEdits, also: (made: readonly TextEdit[]) => readonly TextEdit[]): TreeEdits {
  const more = (made: TextEdit[]) => [...made, ...also(made)];
  return {
    append: (...args) => more(edits.append(...args)),
    set: (...args) => more(edits.set(...args)),
    removeEntry: (...args) => more(edits.removeEntry(...args)),
    removeItem: (...args) => more(edits.removeItem(...args)),
    replace: (...args) => more(edits.replace(...args)),
    rename: (...args) => more(edits.rename(...args)),
  };
}

/** Edits of the text as it is when somebody asks for one. */
function lazily({ current }: HclFile, make: (text: string) => TreeEdits): TreeEdits {
  let made: { readonly text: string; readonly edits: TreeEdits } | undefined;
  const edits = (): TreeEdits => {
    const { text } = current;
    if (made?.text !== text) made = { text, edits: make(text) };
    return made.edits;
  };
  return {
    append: (...args) => edits().append(...args),
    set: (...args) => edits().set(...args),
    removeEntry: (...args) => edits().removeEntry(...args),
    removeItem: (...args) => edits().removeItem(...args),
    replace: (...args) => edits().replace(...args),
    rename: (...args) => edits().rename(...args),
  };
}

/** Edits that leave alone what stands elsewhere than where it is used. */
function guarded(edits: TreeEdits, elsewhere: ReadonlySet<LocatedValue>): TreeEdits {
  const here = <V extends LocatedValue>(value: V): V => {
    if (elsewhere.has(value)) throw new NotWritable();
    return value;
  };
  return {
    append: (list, items) => edits.append(here(list), items),
    set: (object, key, value, after) => edits.set(here(object), key, value, after),
    removeEntry: (object, entry) => edits.removeEntry(here(object), entry),
    removeItem: (list, item) => edits.removeItem(here(list), item),
    replace: (value, by) => edits.replace(here(value), by),
    rename: (entry, key) => edits.rename({ ...entry, key: here(entry.key) }, key),
  };
}
