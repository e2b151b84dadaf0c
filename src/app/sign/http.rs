//! One question to a time stamp authority, at the address that the user named and nowhere else.

use std::time::Duration;

use ureq::Agent;

use crate::base::Diagnostic;

/// More than any stamp with its certificates.
const LONGEST_ANSWER: u64 = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a question and gives the answer's bytes.
pub(super) fn post(url: &str, question: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    if !url.starts_with("http://") {
        return Err(Box::new(
            Diagnostic::error(
                "timestamp-address",
                format!("địa chỉ máy chủ dấu thời gian `{url}` phải bắt đầu bằng `http://`"),
                format!("the time stamp authority's address `{url}` must begin with `http://`"),
            )
            .hint(
                "dấu thời gian tự mang chữ ký nên không cần https; hỏi tổ chức cấp chứng thư địa chỉ http",
                "a time stamp is signed itself and needs no https; ask the authority for its http address",
            ),
        ));
    }
    let settings = Agent::config_builder().proxy(None).max_redirects(0).timeout_global(Some(PATIENCE)).build();
    let answer = Agent::from(settings)
        .post(url)
        .header("Content-Type", "application/timestamp-query")
        .header("Accept", "application/timestamp-reply")
        .send(question)
        .and_then(|mut answer| match answer.status().as_u16() {
            200 => answer.body_mut().with_config().limit(LONGEST_ANSWER).read_to_vec(),
            // Nor is another address asked that the answer may name.
            other => Err(ureq::Error::StatusCode(other)),
        });
    answer.map_err(|error| {
        Box::new(
            Diagnostic::error(
                "timestamp-unreachable",
                format!("không lấy được dấu thời gian từ `{url}`: {error}"),
                format!("no time stamp from `{url}`: {error}"),
            )
            .hint(
                "kiểm tra địa chỉ và đường mạng, hoặc ký không có `--timestamp`",
                "check the address and the network, or sign without `--timestamp`",
            ),
        )
    })
}
