//! Models by the names that people use, and the tokenizer of each.

/// Which built-in tokenizer a model uses. A name ending in `*` stands for all that begin with it; the first row that
/// fits counts. Sources: OpenAI's `tiktoken/model.py`; for the others the tokenizer files published with the models.
const MODELS: &[(&str, &str)] = &[
    ("gpt-oss*", "o200k_harmony"),
    ("gpt-5*", "o200k_base"),
    ("gpt-4.5*", "o200k_base"),
    ("gpt-4.1*", "o200k_base"),
    ("gpt-4o*", "o200k_base"),
    ("chatgpt-4o*", "o200k_base"),
    ("o1*", "o200k_base"),
    ("o3*", "o200k_base"),
    ("o4-mini*", "o200k_base"),
    ("gpt-4*", "cl100k_base"),
    ("gpt-3.5*", "cl100k_base"),
    ("gpt-35*", "cl100k_base"),
    ("text-embedding-3*", "cl100k_base"),
    ("text-embedding-ada-002", "cl100k_base"),
    ("davinci-002", "cl100k_base"),
    ("babbage-002", "cl100k_base"),
    ("text-davinci-003", "p50k_base"),
    ("text-davinci-002", "p50k_base"),
    ("text-davinci-edit-001", "p50k_edit"),
    ("code-davinci-edit-001", "p50k_edit"),
    ("code-davinci*", "p50k_base"),
    ("code-cushman*", "p50k_base"),
    ("davinci-codex", "p50k_base"),
    ("cushman-codex", "p50k_base"),
    ("code-search*", "r50k_base"),
    ("text-search*", "r50k_base"),
    ("text-similarity*", "r50k_base"),
    ("text-davinci-001", "r50k_base"),
    ("gpt-3", "r50k_base"),
    ("gpt-2", "r50k_base"),
    ("gpt2*", "r50k_base"),
    ("qwen2*", "qwen3"),
    ("qwen3", "qwen3"),
    ("qwen3-*", "qwen3"),
    ("deepseek-v3*", "deepseek_v3"),
    ("deepseek-r1", "deepseek_v3"),
    ("deepseek-chat", "deepseek_v3"),
    ("deepseek-reasoner", "deepseek_v3"),
    ("mistral-nemo*", "mistral_v3"),
    ("mistral-small-3*", "mistral_v3"),
    ("mistral-large-3*", "mistral_v3"),
    ("ministral*", "mistral_v3"),
    ("pixtral*", "mistral_v3"),
    ("magistral*", "mistral_v3"),
    ("mistral-7b-v0.1", "mistral_v1"),
    ("mistral-7b-instruct-v0.1", "mistral_v1"),
    ("mistral-7b-instruct-v0.2", "mistral_v1"),
    ("mixtral-8x7b*", "mistral_v1"),
    #[cfg(feature = "vocab-gemma")]
    ("gemma-2*", "gemma2"),
    #[cfg(feature = "vocab-gemma")]
    ("gemma-3*", "gemma3"),
    ("gemma-4*", "gemma4"),
    ("glm-4*", "glm4"),
    ("modernbert*", "modernbert"),
    #[cfg(feature = "vocab-llama")]
    ("llama-2*", "llama2"),
    #[cfg(feature = "vocab-llama")]
    ("llama2*", "llama2"),
    #[cfg(feature = "vocab-llama")]
    ("tinyllama*", "llama2"),
    #[cfg(feature = "vocab-llama")]
    ("llama-3*", "llama3"),
    #[cfg(feature = "vocab-llama")]
    ("llama3*", "llama3"),
    #[cfg(feature = "vocab-kimi")]
    ("kimi-k2*", "kimi_k2"),
];

/// The id of the tokenizer that a model uses; upper and lower case are alike.
pub fn tokenizer_of(model: &str) -> Option<&'static str> {
    let model = model.to_lowercase();
    let fits = |name: &str| name.strip_suffix('*').map_or(name == model, |begins| model.starts_with(begins));
    MODELS.iter().find(|(name, _)| fits(name)).map(|(_, tokenizer)| *tokenizer)
}

#[cfg(test)]
mod tests {
    use super::super::BUILT_IN;
    use super::*;

    #[test]
    fn a_model_is_its_tokenizer() {
        for (model, tokenizer) in [
            ("gpt-4", Some("cl100k_base")),
            ("gpt-4-turbo", Some("cl100k_base")),
            ("GPT-4o-mini", Some("o200k_base")),
            ("gpt-3", Some("r50k_base")),
            ("gpt-3.5-turbo", Some("cl100k_base")),
            ("gpt-oss-120b", Some("o200k_harmony")),
            ("code-davinci-002", Some("p50k_base")),
            ("code-davinci-edit-001", Some("p50k_edit")),
            ("code-search-ada-code-001", Some("r50k_base")),
            ("Qwen2.5-7B", Some("qwen3")),
            ("deepseek-r1", Some("deepseek_v3")),
            ("claude", None),
        ] {
            assert_eq!(tokenizer_of(model), tokenizer, "{model}");
        }
    }

    #[test]
    fn every_model_has_a_built_in_tokenizer() {
        for (model, tokenizer) in MODELS {
            assert!(BUILT_IN.iter().any(|row| row.id == *tokenizer), "{model}");
        }
    }
}
