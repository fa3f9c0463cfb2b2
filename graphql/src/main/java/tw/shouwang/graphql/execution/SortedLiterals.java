package tw.shouwang.graphql.execution;

import graphql.language.AstTransformer;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;
import java.util.Comparator;
import java.util.List;

/// Sorts the fields of input objects by name. They are unordered (GraphQL specification, 3.10), but
/// the engine treats two fields as conflicting if their arguments list them in different order.
final class SortedLiterals extends NodeVisitorStub {

  private static final AstTransformer TRANSFORMER = new AstTransformer();

  private SortedLiterals() {}

  static Document in(Document document) {
    return (Document) TRANSFORMER.transform(document, new SortedLiterals());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public TraversalControl visitObjectValue(ObjectValue value, TraverserContext<Node> context) {
    List<ObjectField> sorted =
        value.getObjectFields().stream()
            .sorted(Comparator.comparing(ObjectField::getName))
            .toList();
    return TreeTransformerUtil.changeNode(
        context, value.transform(builder -> builder.objectFields(sorted)));
  }
}
