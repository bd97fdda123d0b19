// What does Shopify say about a document that does not fit its schema? graphql-js finds the faults; the words and codes are Shopify's.

import {
  FieldsOnCorrectTypeRule, GraphQLError, KnownArgumentNamesRule, KnownDirectivesRule, KnownFragmentNamesRule, KnownTypeNamesRule,
  Kind, NoUnusedVariablesRule, ProvidedRequiredArgumentsRule, specifiedRules, TypeInfo, validate, ValuesOfCorrectTypeRule,
  VariablesInAllowedPositionRule, visit, visitWithTypeInfo,
  type ASTNode, type DocumentNode, type FieldNode, type GraphQLSchema, type ValidationRule,
} from "graphql";

/** `within` goes on where the fault's own path ends. */
type Wording = { message: string; extensions: Record<string, unknown>; within?: string };
type Place = { node: ASTNode | undefined; parentTypes: Map<ASTNode, string>; message: string; path: string[] };

const wordings = new Map<ValidationRule, (place: Place) => Wording>([
  [FieldsOnCorrectTypeRule, undefinedField],
  [KnownArgumentNamesRule, argumentNotAccepted],
  [ProvidedRequiredArgumentsRule, missingArguments],
  [ValuesOfCorrectTypeRule, wrongValue],
  [KnownTypeNamesRule, coded("undefinedType")],
  [KnownDirectivesRule, coded("undefinedDirective")],
  [KnownFragmentNamesRule, coded("useAndDefineFragment")],
  [NoUnusedVariablesRule, coded("variableNotUsed")],
  [VariablesInAllowedPositionRule, coded("variableMismatch")],
]);

export function validationErrors(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const { paths, parentTypes } = describeNodes(schema, document);
  return specifiedRules.flatMap((rule) => validate(schema, document, [rule]).map((error) => {
    const node = error.nodes?.[0];
    const path = node ? paths.get(node) : undefined;
    const worded = (wordings.get(rule) ?? coded("invalidDocument"))({ node, parentTypes, message: error.message, path: path ?? [] });
    const whole = path && worded.within ? [...path, worded.within] : path;
    return new GraphQLError(worded.message, {
      ...(node ? { nodes: [node] } : {}), ...(whole ? { path: whole } : {}), extensions: worded.extensions,
    });
  }));
}

function undefinedField(place: Place): Wording {
  const { node, parentTypes } = place;
  if (node?.kind !== Kind.FIELD) return coded("undefinedField")(place);
  const fieldName = node.name.value;
  const typeName = parentTypes.get(node) ?? "";
  return {
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    extensions: { code: "undefinedField", typeName, fieldName },
  };
}

function argumentNotAccepted(place: Place): Wording {
  const { node, message } = place;
  if (node?.kind !== Kind.ARGUMENT) return coded("argumentNotAccepted")(place);
  const name = /on field "\w+\.(\w+)"/.exec(message)?.[1] ?? "";
  return {
    message: `Field '${name}' doesn't accept argument '${node.name.value}'`,
    extensions: { code: "argumentNotAccepted", name, typeName: "Field", argumentName: node.name.value },
  };
}

function missingArguments(place: Place): Wording {
  const { node, message } = place;
  const argument = /argument "(\w+)"/.exec(message)?.[1];
  if (node?.kind !== Kind.FIELD || !argument) return coded("missingRequiredArguments")(place);
  const name = node.name.value;
  return {
    message: `Field '${name}' is missing required arguments: ${argument}`,
    extensions: { code: "missingRequiredArguments", className: "Field", name, arguments: argument },
  };
}

/** Values written into the document; those in variables are refused elsewhere. */
function wrongValue(place: Place): Wording {
  const { message, path } = place;
  const [, unknownField, unknownOf] = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(message) ?? [];
  if (unknownField && unknownOf) {
    return {
      message: `InputObject '${unknownOf}' doesn't accept argument '${unknownField}'`, within: unknownField,
      extensions: { code: "argumentNotAccepted", name: unknownOf, typeName: "InputObject", argumentName: unknownField },
    };
  }
  const [, inputObjectType, missing, type] = /^Field "(\w+)\.(\w+)" of required type "([^"]+)"/.exec(message) ?? [];
  if (inputObjectType && missing && type) {
    return {
      message: `Argument '${missing}' on InputObject '${inputObjectType}' is required. Expected type ${type}`, within: missing,
      extensions: { code: "missingRequiredInputObjectAttribute", argumentName: missing, argumentType: type, inputObjectType },
    };
  }
  const expected = /^Expected value of type "([^"]+)", found null/.exec(message)?.[1];
  if (!expected) return coded("argumentLiteralsIncompatible")(place);
  const [field, argument] = path.slice(-2);
  return {
    message: `Argument '${argument}' on Field '${field}' has an invalid value (null). Expected type '${expected}'.`,
    extensions: { code: "argumentLiteralsIncompatible", typeName: "Field", argumentName: argument },
  };
}

function coded(code: string): (place: Place) => Wording {
  return ({ message }) => ({ message, extensions: { code } });
}

function describeNodes(schema: GraphQLSchema, document: DocumentNode) {
  const paths = new Map<ASTNode, string[]>();
  const parentTypes = new Map<ASTNode, string>();
  const typeInfo = new TypeInfo(schema);
  const path: string[] = [];
  visit(document, visitWithTypeInfo(typeInfo, {
    enter(node) {
      const segment = segmentOf(node);
      if (segment) path.push(segment);
      paths.set(node, [...path]);
      const parent = typeInfo.getParentType();
      if (parent) parentTypes.set(node, parent.name);
    },
    leave(node) {
      if (segmentOf(node)) path.pop();
    },
  }));
  return { paths, parentTypes };
}

function segmentOf(node: ASTNode): string | undefined {
  if (node.kind === Kind.OPERATION_DEFINITION) return [node.operation, node.name?.value].filter(Boolean).join(" ");
  if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`;
  if (node.kind === Kind.INLINE_FRAGMENT) return node.typeCondition ? `... on ${node.typeCondition.name.value}` : "...";
  if (node.kind === Kind.FIELD) return responseKey(node);
  return node.kind === Kind.ARGUMENT ? node.name.value : undefined;
}

function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
