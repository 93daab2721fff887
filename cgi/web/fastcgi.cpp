// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/fastcgi.h"

#include "cgi/web/multipart.h"
#include "common/runtime/log.h"
#include "common/runtime/text.h"

#include <cgicc/CgiInput.h>
#include <cgicc/Cgicc.h>
#include <fcgiapp.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace web {

namespace {

constexpr long long largest_body = 256 * 1024;    // a form full of text
constexpr long long largest_upload = 2LL << 30U;  // with a file; the page that wants one has a limit of its own
constexpr std::size_t most_fields = 500;          // a list's search and every row of a page ticked

// What the request says that cannot be answered by a page of ours.
struct BadRequest {
    int status;
};

class FastCgiInput : public cgicc::CgiInput {
public:
    explicit FastCgiInput(FCGX_Request& request) : request_(request) {}

    std::size_t read(char* data, std::size_t length) override
    {
        const int got = FCGX_GetStr(data, static_cast<int>(std::min<std::size_t>(length, largest_body)), request_.in);
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }

    std::string getenv(const char* name) override
    {
        const char* value = FCGX_GetParam(name, request_.envp);
        return value != nullptr ? value : "";
    }

private:
    FCGX_Request& request_;
};

// A POST's fields come from its body only: what stands in a link never fills in a form.
// A body with a file is none of cgicc's business: it would hold all of it.
class WithoutPostQuery : public cgicc::CgiInput {
public:
    explicit WithoutPostQuery(cgicc::CgiInput& input) : input_(input) {}
    std::size_t read(char* data, std::size_t length) override { return input_.read(data, length); }
    std::string getenv(const char* name) override
    {
        const std::string_view asked{name};
        const bool is_post = input_.getenv("REQUEST_METHOD") == "POST";
        if (asked == "QUERY_STRING" && is_post) return "";
        if (asked == "CONTENT_LENGTH" && multipart_boundary(input_.getenv("CONTENT_TYPE"))) return "0";
        return input_.getenv(name);
    }

private:
    cgicc::CgiInput& input_;
};

// Line breaks of a browser's text areas become \n; other control characters have no place in our texts.
std::string clean_text(const std::string& raw)
{
    std::string text = runtime::to_utf8(raw);
    std::erase_if(text,
                  [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f; });
    return text;
}

Method read_method(cgicc::CgiInput& input)
{
    const auto method = input.getenv("REQUEST_METHOD");
    if (method == "GET" || method == "HEAD") return Method::get;
    if (method != "POST") throw BadRequest{405};
    const bool has_file = multipart_boundary(input.getenv("CONTENT_TYPE")).has_value();
    if (!has_file && !input.getenv("CONTENT_TYPE").starts_with("application/x-www-form-urlencoded"))
        throw BadRequest{415};
    const auto length = runtime::to_number(input.getenv("CONTENT_LENGTH"));
    if (!length || *length < 0) throw BadRequest{400};
    if (*length > (has_file ? largest_upload : largest_body)) throw BadRequest{413};
    return Method::post;
}

void read_fields(Request& request, cgicc::CgiInput& input)
{
    const cgicc::Cgicc cgi(&input);
    const auto& fields = cgi.getElements();
    if (fields.size() > most_fields) throw BadRequest{400};
    for (const auto& field : fields)
        request.params.try_emplace(clean_text(field.getName()), clean_text(field.getValue()));
    for (const auto& cookie : cgi.getEnvironment().getCookieList()) {
        request.cookies.try_emplace(clean_text(cookie.getName()), clean_text(cookie.getValue()));
    }
}

// The fields that stand before the form's file, and the file, which is read when a page wants it.
void read_multipart(Request& request, cgicc::CgiInput& input)
{
    const auto boundary = multipart_boundary(input.getenv("CONTENT_TYPE"));
    if (!boundary) return;
    const auto body = std::make_shared<Multipart>(
        *boundary, [&input](char* data, std::size_t length) { return input.read(data, length); });
    std::size_t size = 0;
    while (const auto part = body->next()) {
        if (part->file_name) {
            request.file =
                SentFile{clean_text(*part->file_name), [body](const Multipart::Take& take) { body->read_body(take); }};
            return;
        }
        std::string value;
        body->read_body([&](std::string_view text) {
            value += text;
            if ((size += text.size()) > static_cast<std::size_t>(largest_body)) throw BadRequest{413};
        });
        request.params.try_emplace(clean_text(part->name), clean_text(value));
        if (request.params.size() > most_fields) throw BadRequest{400};
    }
}

Request read_request(cgicc::CgiInput& raw)
{
    Request request;
    request.method = read_method(raw);
    WithoutPostQuery input{raw};
    try {
        read_fields(request, input);
        if (request.method == Method::post) read_multipart(request, raw);
    } catch (const std::exception&) {
        throw BadRequest{400};  // it could not be read
    }
    if (auto path = clean_text(raw.getenv("PATH_INFO")); !path.empty()) request.path = std::move(path);
    request.address = raw.getenv("REMOTE_ADDR");
    request.host = raw.getenv("HTTP_HOST");
    request.origin = raw.getenv("HTTP_ORIGIN");
    request.fetch_site = raw.getenv("HTTP_SEC_FETCH_SITE");
    request.accept_language = raw.getenv("HTTP_ACCEPT_LANGUAGE");
    request.range = raw.getenv("HTTP_RANGE");
    request.if_range = raw.getenv("HTTP_IF_RANGE");
    const auto https = raw.getenv("HTTPS");
    request.https = !https.empty() && https != "off";
    request.now = runtime::now();
    return request;
}

// The head is out when a stream fails: all there is to do is to end it, so that the file is short.
void write_stream(const Response& response, const Write& write)
{
    try {
        response.stream(write);
    } catch (const BrowserGone&) {
        runtime::log_debug("browser_went_away");
    } catch (const std::exception& e) {
        runtime::log_error("stream_broke_off", {{"err", e.what()}});
    }
}

void answer_one(cgicc::CgiInput& input, const Answer& answer, const Write& write)
{
    Response response;
    try {
        response = answer(read_request(input));
    } catch (const BadRequest& bad) {
        response =
            Response{.status = bad.status, .content_type = "text/plain", .headers = {}, .body = "Bad request.\n"};
        add_security_headers(response, false);
    }
    try {
        write(to_cgi(response));
    } catch (const BrowserGone&) {
        runtime::log_debug("browser_went_away");
        return;
    }
    if (response.stream && input.getenv("REQUEST_METHOD") != "HEAD") write_stream(response, write);
}

int serve_once(const Answer& answer)
{
    cgicc::CgiInput input;
    answer_one(input, answer, [](std::string_view text) {
        if (!std::cout.write(text.data(), static_cast<std::streamsize>(text.size()))) throw BrowserGone{};
    });
    std::cout.flush();
    return std::cout ? EXIT_SUCCESS : EXIT_FAILURE;
}

extern "C" void finish_after_this_request(int)
{
    FCGX_ShutdownPending();
}

// The process has one FastCGI socket, and one request at a time, which may outlive a call of serve().
class Connection {
public:
    Connection()
    {
        struct sigaction action {};
        action.sa_handler = finish_after_this_request;
        sigaction(SIGTERM, &action, nullptr);
        sigaction(SIGUSR1, &action, nullptr);
        if (FCGX_Init() != 0 || FCGX_InitRequest(&request_, 0, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
            throw std::runtime_error("cannot start FastCGI on descriptor 0");
    }

    // False when it is time to end.
    bool wait_for_request() { return is_waiting_ = is_waiting_ || FCGX_Accept_r(&request_) == 0; }

    void answer_request(const Answer& answer)
    {
        FastCgiInput input{request_};
        answer_one(input, answer, [&](std::string_view text) {
            if (FCGX_PutStr(text.data(), static_cast<int>(text.size()), request_.out) < 0) throw BrowserGone{};
        });
        FCGX_Finish_r(&request_);
        is_waiting_ = false;
    }

private:
    FCGX_Request request_{};
    bool is_waiting_ = false;
};

}  // namespace

int serve(const Answer& answer, const std::function<bool()>& is_outdated)
{
    if (FCGX_IsCGI() != 0) return serve_once(answer);

    static Connection connection;
    while (connection.wait_for_request()) {
        if (is_outdated()) return serve_anew;
        connection.answer_request(answer);
    }
    return EXIT_SUCCESS;
}

}  // namespace web
