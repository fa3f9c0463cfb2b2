package tw.shouwang.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.FragmentDefinition;
import graphql.parser.Parser;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageDocumentTest {

  /// A document that may run is whole by itself, so pages repeat what they have in common: a card
  /// that lacks a field on one page would be drawn without it.
  @Test
  void whatPagesHaveInCommonIsTheSameOnEach() {
    Map<String, String> known = new HashMap<>();
    for (PageDocument document : PageDocument.values()) {
      for (FragmentDefinition fragment :
          Parser.parse(document.text()).getDefinitionsOfType(FragmentDefinition.class)) {
        String text = AstPrinter.printAst(fragment);
        assertThat(known.getOrDefault(fragment.getName(), text))
            .as(document + ", " + fragment.getName())
            .isEqualTo(text);
        known.put(fragment.getName(), text);
      }
    }
    assertThat(known).containsKeys("Card", "Number");
  }
}
