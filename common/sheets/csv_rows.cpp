// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/sheets/csv_rows.h"

#include "common/crm/csv_reader.h"

#include <filesystem>
#include <fstream>

namespace sheets {

namespace {

constexpr std::size_t chunk_size = 256 * 1024;

FileError::Why why_of(crm::CsvError::Why why)
{
    switch (why) {
        case crm::CsvError::Why::cell_too_long:
            return FileError::Why::cell_too_long;
        case crm::CsvError::Why::too_many_columns:
            return FileError::Why::too_many_columns;
        case crm::CsvError::Why::open_quote:
            return FileError::Why::open_quote;
    }
    return FileError::Why::broken;
}

std::ifstream open(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) throw FileError(FileError::Why::unreadable, "cannot open " + path);
    return in;
}

class CsvRows : public RowSource {
public:
    CsvRows(const std::string& path, const crm::FileForm& form)
        : in_(open(path)), size_(std::filesystem::file_size(path)), decoder_(form.encoding), reader_(form.delimiter)
    {
        chunk_.resize(chunk_size);
    }

    bool next(crm::FileRow& row) override
    {
        try {
            while (!reader_.next(row)) {
                if (at_end_) return false;
                read_chunk();
            }
            return true;
        } catch (const crm::CsvError& e) {
            throw FileError(why_of(e.why()), e.what(), e.line());
        }
    }

    std::uint64_t done() const override { return done_; }
    std::uint64_t total() const override { return size_; }

private:
    void read_chunk()
    {
        in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
        if (in_.bad()) throw FileError(FileError::Why::unreadable, "reading failed");
        const auto got = static_cast<std::size_t>(in_.gcount());
        at_end_ = in_.eof();
        done_ += got;
        text_.clear();
        decoder_.decode({chunk_.data(), got}, at_end_, text_);
        reader_.feed(text_);
        if (at_end_) reader_.finish();
    }

    std::ifstream in_;
    std::uint64_t size_;
    std::uint64_t done_ = 0;
    bool at_end_ = false;
    std::string chunk_;
    std::string text_;
    crm::TextDecoder decoder_;
    crm::CsvReader reader_;
};

}  // namespace

std::unique_ptr<RowSource> open_csv(const std::string& path, const crm::FileForm& form)
{
    return std::make_unique<CsvRows>(path, form);
}

std::string read_beginning(const std::string& path, std::size_t size)
{
    auto in = open(path);
    std::string text(size, '\0');
    in.read(text.data(), static_cast<std::streamsize>(size));
    if (in.bad()) throw FileError(FileError::Why::unreadable, "reading failed");
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

}  // namespace sheets
